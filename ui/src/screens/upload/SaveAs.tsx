// Saves something as a CSV file where the reader wants it. The backend writes the file.
import { Download } from 'lucide-react'
import { backend } from '../../backend'
import { Button } from '../../components/Button'
import { toast } from '../../components/Toasts'
import { asFailure } from '../../failure'
import { useWork } from '../../hooks/useWork'

export interface SaveAsProps {
  /** The name that is proposed. */
  readonly name: string
  readonly save: (path: string) => Promise<unknown>
}

export function SaveAs({ name, save }: SaveAsProps) {
  const work = useWork(async () => {
    try {
      const path = await backend.choosePlace(name)
      if (path === null) return
      await save(path)
      toast({ title: 'Saved as CSV', text: path })
    } catch (thrown) {
      toast({ kind: 'info', title: 'The file was not saved', text: asFailure(thrown).message })
    }
  })
  return (
    <Button icon={Download} isPending={work.isBusy} onPress={() => void work.start()}>
      Save as CSV
    </Button>
  )
}
