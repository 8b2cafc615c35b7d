// Restoring a backup over sound books: the file is looked at first, and what it holds and what
// restoring it would mean is said before anything is replaced.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { BackupFacts } from '../../bindings'
import { Button } from '../../components/Button'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { PathField } from '../../components/PathField'
import { formatCount } from '../../format/decimal'
import { formatInstant } from '../../format/time'
import { forgetAnswers } from '../../hooks/useAsk'
import { useRuns } from '../../hooks/useRuns'
import { useWork } from '../../hooks/useWork'

const counted = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${formatCount(count)} ${many}`

export function RestoreBackup({ isPractice }: { readonly isPractice: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const [isDone, setDone] = useState(false)
  return (
    <Section
      title="Restore a backup"
      description="Puts settings, history, mappings and records back as they were when the backup was made. Accord looks at the file first; what stands now is kept beside it."
    >
      <div className="Stack Fit" data-gap="s">
        {isPractice ? (
          <Notice kind="info" title="A backup is restored to your own data. Leave practice mode first." />
        ) : null}
        {!isPractice && !isOpen ? (
          <div className="Row">
            <Button
              onPress={() => {
                setDone(false)
                setOpen(true)
              }}
            >
              Restore a backup…
            </Button>
          </div>
        ) : null}
        {!isPractice && isOpen ? (
          <Choosing
            onCancel={() => setOpen(false)}
            onDone={() => {
              setOpen(false)
              setDone(true)
            }}
          />
        ) : null}
        {isDone ? (
          <Notice kind="success" title="The backup is restored">
            What stood before is kept in the data folder. Read both systems and validate before the next
            upload. Automatic upload is off until you allow it again.
          </Notice>
        ) : null}
      </div>
    </Section>
  )
}

interface ChoosingProps {
  readonly onCancel: () => void
  readonly onDone: () => void
}

function Choosing({ onCancel, onDone }: ChoosingProps) {
  const [path, setPath] = useState('')
  const [facts, setFacts] = useState<BackupFacts | null>(null)
  const isBusy = useRuns().length > 0
  const looking = useWork(async () => setFacts(await backend.examineBackup(path.trim())))
  const restoring = useWork(async () => {
    await backend.restoreBackup(path.trim())
    forgetAnswers()
    onDone()
    announceChange()
  })
  const error = restoring.error ?? looking.error
  return (
    <form
      className="Stack"
      data-gap="s"
      onSubmit={(event) => {
        event.preventDefault()
        if (path.trim() !== '') void looking.start()
      }}
    >
      <PathField
        label="Backup to restore"
        value={path}
        endings={['sqlite', 'db']}
        isDisabled={restoring.isBusy}
        onChange={(next) => {
          setPath(next)
          setFacts(null)
        }}
      />
      {facts ? null : (
        <div className="Row">
          <Button type="submit" isPending={looking.isBusy} isDisabled={path.trim() === ''}>
            Check the backup
          </Button>
          <Button look="quiet" onPress={onCancel}>
            Cancel
          </Button>
        </div>
      )}
      {error ? (
        <FailureNotice failure={error} title="The backup was not restored." written="Nothing was replaced." />
      ) : null}
      {facts ? (
        <ConfirmPanel
          title="The backup is sound. Restore it?"
          confirmLabel="Restore"
          isBusy={restoring.isBusy}
          isDisabled={isBusy}
          onConfirm={() => void restoring.start()}
          onCancel={onCancel}
        >
          <Effect facts={facts} />
          {isBusy ? <p>Something is running. Let it finish or cancel it first.</p> : null}
        </ConfirmPanel>
      ) : null}
    </form>
  )
}

function Effect({ facts }: { readonly facts: BackupFacts }) {
  const { mapped, events, runs, newest_run } = facts
  return (
    <ul className="Bullets">
      <li>
        It holds {counted(mapped, 'mapped customer', 'mapped customers')},{' '}
        {counted(events, 'change of the history', 'changes of the history')} and{' '}
        {counted(runs, 'record', 'records')}
        {newest_run ? `, the newest of ${formatInstant(newest_run)}` : ''}.
      </li>
      <li>What was mapped, set and read since then is no longer there; what stands now is kept as a file.</li>
      <li>Nothing changes in ConnectWise. What was uploaded since stays there, and is found again.</li>
    </ul>
  )
}
