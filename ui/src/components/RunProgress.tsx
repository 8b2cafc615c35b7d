// What is under way, in the frame's rail on every screen: its words, its count, a way to stop it.
// It shows nothing for what takes less than 300 ms.
import { useDelayed } from '../hooks/useDelayed'
import { cancelRun, type Run, useRuns } from '../hooks/useRuns'
import { Progress } from './Progress'
import './RunProgress.css'

export function RunProgress() {
  const runs = useRuns()
  const isDue = useDelayed(runs.length > 0)
  if (!isDue) return null
  return (
    <section className="RunProgress" aria-label="Under way">
      {runs.map((run) => (
        <RunLine key={run.id} run={run} />
      ))}
    </section>
  )
}

function RunLine({ run }: { readonly run: Run }) {
  const { title, step, isCancelling } = run
  return (
    <div className="RunProgress-run">
      <p className="RunProgress-title">{title}</p>
      <Progress
        label="Starting"
        delay={0}
        step={step}
        isCancelling={isCancelling}
        onCancel={() => void cancelRun(run.id)}
      />
    </div>
  )
}
