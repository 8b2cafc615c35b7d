// What stands where something is still being read: quiet bars of about its size, so that nothing
// jumps when it comes. It is read out as one sentence.
import './Skeleton.css'

export interface SkeletonProps {
  /** "Reading the plan": what is waited for. */
  readonly label: string
  /** How many lines are about to come. */
  readonly rows?: number
}

export function Skeleton({ label, rows = 5 }: SkeletonProps) {
  return (
    <div className="Skeleton" role="status">
      <span className="Hidden">{label}…</span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity and never move.
        <div key={index} className="Skeleton-row" aria-hidden>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
