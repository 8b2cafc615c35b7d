// The whole page after a crash: what happened, what became of what was running, and the ways on.
import { announceChange, backend } from '../backend'
import type { CrashNote } from '../bindings'
import { Button } from '../components/Button'
import { FailureNotice, Notice } from '../components/Notice'
import { formatInstant } from '../format/time'
import { useWork } from '../hooks/useWork'
import { BundlePanel } from '../screens/support/BundlePanel'
import './Whole.css'

export function CrashPage({ crash }: { readonly crash: CrashNote }) {
  const going = useWork(async () => {
    await backend.forgetCrash()
    announceChange()
    // What waited for an answer that never comes is let go of, too.
    window.location.reload()
  })
  return (
    <main className="Whole">
      <div className="Whole-page">
        <h1>Accord stopped unexpectedly</h1>
        <Notice
          kind="error"
          title={`It was a fault of Accord’s own, ${formatInstant(crash.at)}.`}
          details={crash.details}
          reference={crash.reference}
        >
          What was written to ConnectWise until then is recorded. An upload that was under way can be resumed:
          Accord first finds out how far it got, so nothing is billed twice.
        </Notice>
        {going.error ? <FailureNotice failure={going.error} title="That did not work." /> : null}
        <section className="Whole-way">
          <h2>Reload</h2>
          <p>Go on working. The overview says whether an upload was cut off.</p>
          <Button look="primary" autoFocus isPending={going.isBusy} onPress={() => void going.start()}>
            Reload
          </Button>
        </section>
        <section className="Whole-way">
          <h2>Save a support bundle</h2>
          <p>For whoever helps you: how Accord is, without names and secrets. Nothing is sent.</p>
          <BundlePanel />
        </section>
      </div>
    </main>
  )
}
