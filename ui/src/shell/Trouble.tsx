// The whole page where the database cannot be opened: what happened, that nothing was changed, and
// the ways on with what each of them keeps and loses.
import { useState } from 'react'
import { announceChange, backend } from '../backend'
import type { CommandError, Remedy } from '../bindings'
import { Button } from '../components/Button'
import { ConfirmPanel } from '../components/ConfirmPanel'
import { FailureNotice, Notice } from '../components/Notice'
import { PathField } from '../components/PathField'
import type { Failure } from '../failure'
import { inWords, sentence } from '../format/words'
import { forgetAnswers } from '../hooks/useAsk'
import { useWork } from '../hooks/useWork'
import { BundlePanel } from '../screens/support/BundlePanel'
import './Whole.css'

interface Words {
  readonly title: string
  readonly retry: string
  /** Restoring and beginning anew need the file for themselves. */
  readonly isHeldElsewhere: boolean
}

export function wordsOf(failure: Pick<CommandError, 'code'>): Words {
  if (failure.code === 'database-in-use') {
    return {
      title: 'Accord’s data is open elsewhere',
      retry: 'Close the other Accord, or let its run come to an end, then try again.',
      isHeldElsewhere: true,
    }
  }
  const title =
    failure.code === 'database-damaged'
      ? 'Accord’s database is damaged'
      : 'Accord’s database cannot be opened'
  return { title, retry: 'Try once more to open it as it is.', isHeldElsewhere: false }
}

export function Trouble({ failure }: { readonly failure: CommandError }) {
  const { title, retry, isHeldElsewhere } = wordsOf(failure)
  const reopening = useWork(async (remedy: Remedy) => {
    await backend.reopen(remedy)
    forgetAnswers()
    announceChange()
  })
  return (
    <main className="Whole">
      <div className="Whole-page">
        <h1>{title}</h1>
        <Notice
          kind="error"
          title="Nothing was written to ConnectWise."
          details={failure.details}
          reference={failure.reference}
        >
          {sentence(failure.message)}
        </Notice>
        {reopening.error ? <StillSo failure={failure} now={reopening.error} /> : null}
        <section className="Whole-way">
          <h2>Try again</h2>
          <p>{retry}</p>
          <Button
            look="primary"
            autoFocus
            isPending={reopening.isBusy}
            onPress={() => void reopening.start({ how: 'retry' })}
          >
            Try again
          </Button>
        </section>
        {isHeldElsewhere ? null : <Ways isBusy={reopening.isBusy} onTake={reopening.start} />}
        <section className="Whole-way">
          <h2>Save a support bundle</h2>
          <p>For whoever helps you: how Accord is, without names and secrets. Nothing is sent.</p>
          <BundlePanel />
        </section>
      </div>
    </main>
  )
}

function StillSo({ failure, now }: { readonly failure: CommandError; readonly now: Failure }) {
  if (now.message === inWords(failure.message))
    return <Notice kind="info" title="Tried again: it is still so." />
  return <FailureNotice failure={now} title="That did not work." />
}

interface WaysProps {
  readonly isBusy: boolean
  readonly onTake: (remedy: Remedy) => Promise<boolean>
}

function Ways({ isBusy, onTake }: WaysProps) {
  const [file, setFile] = useState<string | null>(null)
  const [isAnew, setAnew] = useState(false)
  return (
    <>
      <section className="Whole-way">
        <h2>Restore a backup</h2>
        <p>
          Mappings, history and records are as they were when the backup was made. What was uploaded since
          stands in ConnectWise: read both systems and validate before the next upload.
        </p>
        {file === null ? (
          <Button isDisabled={isBusy} onPress={() => setFile('')}>
            Restore a backup…
          </Button>
        ) : (
          <ConfirmPanel
            title="Which backup is to be restored?"
            look="primary"
            confirmLabel="Restore"
            isBusy={isBusy}
            isDisabled={file.trim() === ''}
            onConfirm={() => void onTake({ how: 'restore', file: file.trim() })}
            onCancel={() => setFile(null)}
          >
            <PathField label="Backup file" value={file} onChange={setFile} endings={['sqlite', 'db']} />
            <p>The file that cannot be opened is kept beside it.</p>
          </ConfirmPanel>
        )}
      </section>
      <section className="Whole-way">
        <h2>Begin anew</h2>
        <p>With empty books, for when there is no backup.</p>
        {isAnew ? (
          <ConfirmPanel
            title="Begin with empty books?"
            confirmLabel="Begin anew"
            isBusy={isBusy}
            onConfirm={() => void onTake({ how: 'anew' })}
            onCancel={() => setAnew(false)}
          >
            <ul className="Bullets">
              <li>Settings, mappings and the records of all runs are empty; customers are mapped again.</li>
              <li>Of the subscription history C3 gives back only the last 90 days.</li>
              <li>Nothing changes in ConnectWise. What was uploaded stays there.</li>
              <li>The old file is kept, in case it can be mended.</li>
            </ul>
          </ConfirmPanel>
        ) : (
          <Button look="release" isDisabled={isBusy} onPress={() => setAnew(true)}>
            Begin anew…
          </Button>
        )}
      </section>
    </>
  )
}
