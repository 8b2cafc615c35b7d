// What stands in the place of the whole window before its books are open: that practice mode is being
// prepared, or why the books could not be opened.
import type { Status } from '../bindings'
import { FailureNotice } from '../components/Notice'
import { Progress } from '../components/Progress'
import type { Asked } from '../hooks/useAsk'
import { cancelRun } from '../hooks/useRuns'
import { usePracticeRun } from './useWantedPractice'
import './Whole.css'

export interface OpeningProps {
  readonly asked: Asked<Status>
  /** Practice mode is being opened at the start. */
  readonly isPractice: boolean
}

export function Opening({ asked, isPractice }: OpeningProps) {
  return (
    <main className="Whole" aria-label="Accord">
      {isPractice ? <PreparingPractice /> : null}
      {!isPractice && asked.error ? (
        <FailureNotice failure={asked.error} title="Accord could not be opened." onRetry={asked.reload} />
      ) : null}
    </main>
  )
}

export function PreparingPractice() {
  const run = usePracticeRun()
  return (
    <div className="Whole-progress">
      <h2>Preparing practice mode</h2>
      <p className="Muted">A made-up C3 and ConnectWise start inside Accord and are read once.</p>
      <Progress
        label="Starting"
        step={run?.step}
        isCancelling={run?.isCancelling === true}
        onCancel={run && !run.failure ? () => void cancelRun(run.id) : undefined}
      />
    </div>
  )
}
