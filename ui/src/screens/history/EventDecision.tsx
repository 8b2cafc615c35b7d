// The user's word on a change that contradicts the one before it, or that fits no kind. It says
// what each word means before it is given; the backend keeps it.
import { Check, X } from 'lucide-react'
import { useRef } from 'react'
import { announceChange, backend } from '../../backend'
import type { Decision, LedgerEvent } from '../../bindings'
import { Button } from '../../components/Button'
import { FailureNotice } from '../../components/Notice'
import { Status } from '../../components/Tag'
import { toast } from '../../components/Toasts'
import { formatDecimal } from '../../format/decimal'
import { licences } from '../../format/words'
import { useFocusHeld } from '../../hooks/useFocusHeld'
import { useWork } from '../../hooks/useWork'

export interface EventDecisionProps {
  readonly event: LedgerEvent
  readonly isWaiting: boolean
}

const SAID: Readonly<Record<Decision, string>> = {
  accept: 'The change is accepted',
  discard: 'The change is discarded',
}

export function EventDecision({ event, isWaiting }: EventDecisionProps) {
  const { isBusy, error, start } = useWork(async (decision: Decision) => {
    await backend.decideEvent(event.id, decision)
    toast({ title: SAID[decision], text: 'Nothing was written to ConnectWise. Validate its customer again.' })
    announceChange()
  })
  const part = useRef<HTMLElement>(null)
  useFocusHeld(part)
  if (!isWaiting && event.decision === null) return null
  return (
    <section
      ref={part}
      className="Decision"
      aria-label="Your decision"
      tabIndex={-1}
      data-waiting={isWaiting ? '' : undefined}
    >
      {isWaiting ? <Question event={event} /> : <Decided event={event} />}
      {error ? (
        <FailureNotice
          failure={error}
          title="Your decision could not be kept."
          written="Nothing was written to ConnectWise."
        />
      ) : null}
      <div className="Row">
        {event.decision !== 'accept' ? (
          <Button
            size="s"
            icon={Check}
            look={isWaiting ? 'primary' : 'plain'}
            isDisabled={isBusy}
            onPress={() => void start('accept')}
          >
            {isWaiting ? 'Accept' : 'Accept after all'}
          </Button>
        ) : null}
        {event.decision !== 'discard' ? (
          <Button size="s" icon={X} isDisabled={isBusy} onPress={() => void start('discard')}>
            {isWaiting ? 'Discard' : 'Discard after all'}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

function Question({ event }: { readonly event: LedgerEvent }) {
  const why =
    event.kind === 'review'
      ? 'It fits no kind of change that Accord knows.'
      : 'What it starts from is not what the change before it led to. A change between them may be missing.'
  return (
    <>
      <h3>
        <Status kind="warn">It waits for your decision</Status>
      </h3>
      <p>{why}</p>
      <dl className="Decision-meanings">
        <div>
          <dt>Accept</dt>
          <dd>It counts: from its day on the subscription has {stateAfter(event)}.</dd>
        </div>
        <div>
          <dt>Discard</dt>
          <dd>It stays in the history and counts for nothing: what was before it goes on.</dd>
        </div>
      </dl>
      <p className="Faint">Either way nothing is written to ConnectWise until you validate and upload.</p>
    </>
  )
}

function Decided({ event }: { readonly event: LedgerEvent }) {
  return event.decision === 'accept' ? (
    <p>
      <Status kind="good">You accepted it</Status>: it counts like any other change.
    </p>
  ) : (
    <p>
      <Status kind="off">You discarded it</Status>: it stays here and counts for nothing.
    </p>
  )
}

/** "12 licences at 20.00, Suspended". */
export function stateAfter(event: LedgerEvent): string {
  const price = event.new_price === null ? '' : ` at ${formatDecimal(event.new_price, { fraction: 2 })}`
  const status = event.new_status === null ? '' : ` and is ${event.new_status}`
  return `${licences(event.new_quantity)}${price}${status}`
}
