// What one change was: its kind, when, and each value before and after.
import type { ReactNode } from 'react'
import type { LedgerEvent } from '../../bindings'
import { Instant } from '../../components/When'
import { currencyDigits } from '../../format/decimal'
import { FromTo, FromToText, KindTag } from './KindTag'
import { KIND } from './kinds'
import { useCustomer } from './useBooks'

export interface EventFactsProps {
  readonly event: LedgerEvent
  readonly zone: string | undefined
}

export function EventFacts({ event, zone }: EventFactsProps) {
  const currency = useCustomer(event.customer)?.currency ?? undefined
  return (
    <section aria-label="What changed" className="Stack" data-gap="s">
      <p className="Row">
        <KindTag kind={event.kind} />
        <span className="Muted">{KIND[event.kind].meaning}</span>
      </p>
      <dl className="Facts">
        <Fact name="When">
          <Instant value={event.changed_at} {...(zone ? { timeZone: zone } : {})} />
          {zone ? <span className="Faint"> {zone.replace('_', ' ')}</span> : null}
        </Fact>
        <Fact name="Quantity">
          <FromTo from={event.old_quantity} to={event.new_quantity} />
        </Fact>
        <Fact name={currency ? `Price of one, ${currency}` : 'Price of one'}>
          <FromTo from={event.old_price} to={event.new_price} fraction={currencyDigits(currency)} />
        </Fact>
        <Fact name="Status in C3">
          <FromToText from={event.old_status} to={event.new_status} />
        </Fact>
        <Fact name="Subscription">
          <code className="Facts-code Selectable">{event.subscription}</code>
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
