// How far something is: nothing for the first 300 ms, then a bar, with a count once there is one.
// It can be cancelled; it never says how long it will take.
import { useId } from 'react'
import { formatCount } from '../format/decimal'
import { PATIENCE, useDelayed } from '../hooks/useDelayed'
import { Button } from './Button'
import './Progress.css'

/** As commands report it over their channel; `total` is 0 while it is not known. */
export interface Step {
  readonly phase: string
  readonly done: number
  readonly total: number
}

export interface ProgressProps {
  /** What is being done, in words, until the first step says more. */
  readonly label: string
  readonly step?: Step | null | undefined
  readonly onCancel?: (() => void) | undefined
  readonly isCancelling?: boolean
  /** 0 shows it at once, for a run that was begun elsewhere. */
  readonly delay?: number
}

export function Progress({
  label,
  step = null,
  onCancel,
  isCancelling = false,
  delay = PATIENCE,
}: ProgressProps) {
  const id = useId()
  const isDue = useDelayed(true, delay)
  if (!isDue && delay > 0) return null
  const words = isCancelling ? 'Cancelling…' : (step?.phase ?? label)
  const isKnown = step !== null && step.total > 0
  return (
    <div className="Progress">
      <div className="Progress-line">
        <span id={id}>{words}</span>
        <span className="Progress-count">{countOf(step)}</span>
      </div>
      <div
        className="Progress-track"
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={isKnown ? step.total : undefined}
        aria-valuenow={isKnown ? step.done : undefined}
        aria-valuetext={countOf(step) || undefined}
      >
        <Bar step={isKnown ? step : null} />
      </div>
      {onCancel ? (
        <Button size="s" isDisabled={isCancelling} onPress={onCancel}>
          Cancel
        </Button>
      ) : null}
    </div>
  )
}

function Bar({ step }: { readonly step: Step | null }) {
  if (!step) return <div className="Progress-bar" data-unknown="" />
  const share = Math.min(1, step.done / step.total)
  return <div className="Progress-bar" style={{ transform: `scaleX(${share})` }} />
}

function countOf(step: Step | null): string {
  if (!step || (step.total === 0 && step.done === 0)) return ''
  if (step.total === 0) return formatCount(step.done)
  return `${formatCount(step.done)} of ${formatCount(step.total)}`
}
