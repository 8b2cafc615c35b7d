// What is under way, in the frame's rail on every screen: its words, its count, a way to stop it.
// It shows nothing for what takes less than 300 ms, and nothing that the page in sight shows itself.
import { useRef } from 'react'
import { useDelayed } from '../hooks/useDelayed'
import { cancelRun, type Run, useShownRun, useUnshownRuns } from '../hooks/useRuns'
import { Progress } from './Progress'
import './RunProgress.css'

export function RunProgress() {
  const runs = useUnshownRuns()
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
  return (
    <div className="RunProgress-run">
      <p className="RunProgress-title">{run.title}</p>
      <Bar run={run} />
    </div>
  )
}

/** A run on the page that is about it; while it is in sight there, the rail leaves it out. */
export function RunHere({ run }: { readonly run: Run }) {
  const place = useRef<HTMLDivElement>(null)
  useShownRun(run.id, place)
  return (
    <div ref={place}>
      <Bar run={run} />
    </div>
  )
}

function Bar({ run: { id, step, isCancelling } }: { readonly run: Run }) {
  return (
    <Progress
      label="Starting"
      delay={0}
      step={step}
      isCancelling={isCancelling}
      onCancel={() => void cancelRun(id)}
    />
  )
}
