// Data: where everything is kept, a backup of it and its way back, and mappings as a file for another computer.
import { useState } from 'react'
import { backend } from '../../backend'
import { Button } from '../../components/Button'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { PathField } from '../../components/PathField'
import { formatCount } from '../../format/decimal'
import { today } from '../../format/time'
import { useWork } from '../../hooks/useWork'
import { ImportMappings } from './ImportMappings'
import { RenamedList } from './RenamedList'
import { RepointMappings } from './RepointMappings'
import { RestoreBackup } from './RestoreBackup'

export interface DataSectionProps {
  readonly folder: string
  readonly isPractice: boolean
}

export function DataSection({ folder, isPractice }: DataSectionProps) {
  return (
    <>
      <Section
        title="Folder"
        description={
          isPractice
            ? 'Everything that Accord keeps on this computer lies here; practice mode’s data lies in a folder of its own within.'
            : 'Everything that Accord keeps on this computer lies here, but for the keys, which are in the credential store.'
        }
      >
        <p className="Data-folder Selectable">{folder}</p>
      </Section>
      <SaveFile
        title="Back up"
        description="One file with settings, history, mappings and all records. It holds no key and no secret."
        label="Backup file"
        name={`accord-backup-${today()}.sqlite`}
        button="Back up"
        failed="The backup could not be made."
        save={async (path) => {
          await backend.backup(path)
          return 'The backup is made'
        }}
      />
      <RestoreBackup isPractice={isPractice} />
      <SaveFile
        title="Export mappings"
        description="All mappings and the billing settings as text, by id: to compare two of them, or to carry them to another computer."
        label="Mappings file"
        name={`accord-mappings-${today()}.json`}
        button="Export"
        failed="The mappings could not be exported."
        save={async (path) => {
          const customers = await backend.exportMappings(path)
          const count = customers === 1 ? '1 customer' : `${formatCount(customers)} customers`
          return `The mappings of ${count} are exported`
        }}
      />
      <ImportMappings />
      <RenamedList />
      <RepointMappings />
    </>
  )
}

interface SaveFileProps {
  readonly title: string
  readonly description: string
  readonly label: string
  readonly name: string
  readonly button: string
  readonly failed: string
  /** Answers what was done, in words. */
  readonly save: (path: string) => Promise<string>
}

function SaveFile({ title, description, label, name, button, failed, save }: SaveFileProps) {
  const [path, setPath] = useState('')
  const [done, setDone] = useState<{ readonly words: string; readonly path: string } | null>(null)
  const saving = useWork(async () => {
    setDone(null)
    const file = path.trim()
    const words = await save(file)
    setDone({ words, path: file })
    setPath('')
  })
  return (
    <Section title={title} description={description}>
      <form
        className="Stack Fit"
        data-gap="s"
        onSubmit={(event) => {
          event.preventDefault()
          if (path.trim() !== '') void saving.start()
        }}
      >
        <PathField label={label} value={path} onChange={setPath} saveAs={name} />
        <div className="Row">
          <Button type="submit" isPending={saving.isBusy} isDisabled={path.trim() === ''}>
            {button}
          </Button>
        </div>
        {saving.error ? <FailureNotice failure={saving.error} title={failed} /> : null}
        {done ? (
          <Notice kind="success" title={done.words}>
            <span className="Data-folder Selectable">{done.path}</span>
          </Notice>
        ) : null}
      </form>
    </Section>
  )
}
