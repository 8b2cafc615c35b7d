// Where one is among the three steps: what is done, what is at hand, what is still to come.
import { CircleCheck } from 'lucide-react'
import { useAsk } from '../../hooks/useAsk'
import { useStatus } from '../../hooks/useStatus'
import { OVERVIEW } from '../../questions'
import { isStepDone, WELCOME_STEPS, type WelcomeStep } from './StepList'

export function Stepper({ current }: { readonly current: WelcomeStep }) {
  const status = useStatus().data
  const mapped = useAsk(...OVERVIEW).data?.mapped ?? 0
  return (
    <ol className="Stepper" aria-label="Steps of setting up">
      {WELCOME_STEPS.map(({ id, title }, index) => {
        const isDone = isStepDone(id, status, mapped)
        return (
          <li key={id} aria-current={id === current ? 'step' : undefined}>
            <span className="StepList-mark" data-done={isDone ? '' : undefined} aria-hidden>
              {isDone ? <CircleCheck size={20} /> : index + 1}
            </span>
            <span>
              {title}
              {isDone ? <span className="Hidden"> (done)</span> : null}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
