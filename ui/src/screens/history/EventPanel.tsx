// Everything about one change: what changed, what became of it, the word on it where one is asked
// for, and the subscription's other changes.
import { useState } from 'react'
import { backend } from '../../backend'
import type { Became, LedgerEvent } from '../../bindings'
import { Button } from '../../components/Button'
import { FailureNotice, Notice } from '../../components/Notice'
import { SidePanel } from '../../components/SidePanel'
import { Skeleton } from '../../components/Skeleton'
import { useAsk } from '../../hooks/useAsk'
import { useRouter } from '../../shell/router'
import { WhyPanel } from '../upload/WhyPanel'
import { EventDecision } from './EventDecision'
import { EventFacts } from './EventFacts'
import { EventLines } from './EventLines'
import { OtherEvents } from './OtherEvents'
import './panel.css'

export interface EventPanelProps {
  readonly id: number
  /** As the list showed it, until it is read afresh. */
  readonly known: LedgerEvent | undefined
  readonly zone: string | undefined
  readonly waits: (event: LedgerEvent) => boolean
  readonly onOpen: (event: LedgerEvent) => void
  readonly onClose: () => void
  /** Narrows the list to its subscription. */
  readonly onSubscription: (event: LedgerEvent) => void
}

export function EventPanel({ id, known, zone, waits, onOpen, onClose, onSubscription }: EventPanelProps) {
  const router = useRouter()
  const [why, setWhy] = useState<Became | null>(null)
  const { data, error, isLoading, isSlow, reload } = useAsk(`event:${id}`, () => backend.events([id]))
  const event = data?.[0] ?? known
  if (event === undefined) {
    return (
      <SidePanel title="Change" onClose={onClose}>
        {error ? (
          <FailureNotice failure={error} title="This change could not be read." onRetry={reload} />
        ) : isSlow ? (
          <Skeleton label="Reading the change" rows={5} />
        ) : isLoading ? null : (
          <Notice kind="info" title="This change is not in the history.">
            It may belong to other books, such as those of practice mode.
          </Notice>
        )}
      </SidePanel>
    )
  }
  if (why) {
    const { agreement, addition } = why
    return <WhyPanel asked={{ agreement, addition }} product={event.product} onClose={() => setWhy(null)} />
  }
  const toMapping = () =>
    void router.navigate('mapping', { customer: event.customer, subscription: event.subscription })
  const actions = (
    <>
      <Button look="quiet" onPress={() => onSubscription(event)}>
        Only this subscription
      </Button>
      <Button onPress={toMapping}>Product Mapping</Button>
    </>
  )
  return (
    <SidePanel title={event.product} subtitle={event.customer_name} onClose={onClose} actions={actions}>
      <div className="Stack" data-gap="l">
        {error ? (
          <FailureNotice failure={error} title="This change could not be read again." onRetry={reload} />
        ) : null}
        <EventFacts event={event} zone={zone} />
        <EventDecision key={event.id} event={event} isWaiting={waits(event)} />
        <EventLines event={event} isWaiting={waits(event)} onWhy={setWhy} />
        <OtherEvents event={event} zone={zone} onOpen={onOpen} />
      </div>
    </SidePanel>
  )
}
