// The button behind a finding: it leads to where the finding is mended, or does it right away.
import { Check } from 'lucide-react'
import { backend } from '../../backend'
import type { Finding } from '../../bindings'
import { Button } from '../../components/Button'
import { toast } from '../../components/Toasts'
import { useWork } from '../../hooks/useWork'
import { useRouter } from '../../shell/router'
import { LIFTED, noteDecision } from './decisions'
import { wayOf } from './mending'
import type { UploadRuns } from './useUploadRuns'

export interface MendProps {
  readonly job: number
  readonly finding: Finding
  readonly runs: UploadRuns
  /** What was decided on it, in words. */
  readonly decided: string | undefined
  readonly onDecide: () => void
}

export function Mend({ job, finding, runs, decided, onDecide }: MendProps) {
  const router = useRouter()
  const way = wayOf(finding)
  const lift = useWork(async () => {
    if (finding.subscription === null) return
    await backend.hold(finding.subscription, false)
    noteDecision(job, finding, LIFTED)
    toast({ title: 'The hold is lifted', text: 'Validate again to see what is planned for it.' })
  })
  if (way === null) return null
  if ('say' in way) return <span className="Faint">{way.say}</span>
  const press = () => {
    if ('go' in way) void router.navigate(way.go, way.params)
    else if (way.act === 'decide') onDecide()
    else if (way.act === 'lift') void lift.start()
    else if (way.act === 'refresh') runs.refresh()
    else if (way.act === 'resume') runs.resume()
    else runs.validate({ which: 'customers', ids: [finding.customer] }, 1)
  }
  const isRun = 'act' in way && way.act !== 'decide' && way.act !== 'lift'
  return (
    <Button
      size="s"
      {...(decided === undefined ? {} : { icon: Check })}
      isDisabled={(isRun && runs.isBusy) || decided === LIFTED}
      aria-label={`${decided ?? way.label}: ${finding.customer_name}${finding.product ? `, ${finding.product}` : ''}`}
      onPress={press}
    >
      {decided ?? way.label}
    </Button>
  )
}
