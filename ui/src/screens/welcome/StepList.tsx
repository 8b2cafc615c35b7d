// The three steps of setting up, with those that are done marked by icon and word.
import { CircleCheck } from 'lucide-react'
import type { Status } from '../../bindings'
import { useAsk } from '../../hooks/useAsk'
import { useStatus } from '../../hooks/useStatus'
import { OVERVIEW } from '../../questions'

export const WELCOME_STEPS = [
  {
    id: 'connectwise',
    title: 'Connect ConnectWise',
    text: 'Site, company id and the keys of an API member.',
  },
  {
    id: 'c3',
    title: 'Connect C3, or import a file',
    text: 'C3’s API, or subscription history exported as a file.',
  },
  {
    id: 'mapping',
    title: 'Map the first customer',
    text: 'A C3 customer, its company, its agreement and its products.',
  },
] as const

export type WelcomeStep = (typeof WELCOME_STEPS)[number]['id']

export function isStepDone(step: WelcomeStep, status: Status | undefined, mapped: number): boolean {
  if (step === 'connectwise') return Boolean(status?.connectwise)
  if (step === 'c3') return Boolean(status?.c3 ?? status?.freshness?.file)
  return mapped > 0
}

export function StepList({ onStep }: { readonly onStep?: ((step: WelcomeStep) => void) | undefined }) {
  const status = useStatus().data
  const mapped = useAsk(...OVERVIEW).data?.mapped ?? 0
  return (
    <ol className="StepList">
      {WELCOME_STEPS.map(({ id, title, text }, index) => {
        const isDone = isStepDone(id, status, mapped)
        return (
          <li key={id}>
            <span className="StepList-mark" data-done={isDone ? '' : undefined} aria-hidden>
              {isDone ? <CircleCheck size={20} /> : index + 1}
            </span>
            <button type="button" className="StepList-title" disabled={!onStep} onClick={() => onStep?.(id)}>
              {title}
              {isDone ? <span className="StepList-done"> (done)</span> : null}
            </button>
            <p>{text}</p>
          </li>
        )
      })}
    </ol>
  )
}
