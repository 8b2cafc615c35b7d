// All changes, narrowed by filters, with the open one beside them.
import { History, TriangleAlert } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { backend } from '../../backend'
import type { LedgerEvent } from '../../bindings'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { VirtualTable } from '../../components/VirtualTable'
import { formatCount } from '../../format/decimal'
import { useFocusHeld } from '../../hooks/useFocusHeld'
import { useNarrow } from '../../hooks/useNarrow'
import { useRouter } from '../../shell/router'
import { EventPanel } from './EventPanel'
import { eventColumns } from './eventColumns'
import { chipsOf, FilterChips } from './FilterChips'
import { Filters } from './Filters'
import { EVERYTHING, isFiltered, nameOf } from './place'
import { useBillingZone, useCustomer } from './useBooks'
import type { HistoryPlacing } from './useHistoryPlace'
import { useWaiting } from './useWaiting'
import './history.css'

export function EventList({ place }: { readonly place: HistoryPlacing }) {
  const { filter, event, change, clear, open } = place
  const router = useRouter()
  const body = useRef<HTMLDivElement>(null)
  useFocusHeld(body)
  const [total, setTotal] = useState<number | null>(null)
  const [known, setKnown] = useState<LedgerEvent | null>(null)
  const zone = useBillingZone()
  const customer = useCustomer(filter.customer)
  const waiting = useWaiting()
  const isNarrow = useNarrow()
  const load = useCallback(
    (offset: number, limit: number) => backend.history(filter, offset, limit),
    [filter],
  )
  const columns = eventColumns({
    zone,
    currency: customer?.currency ?? undefined,
    isNarrow,
    waits: waiting.waits,
    onRecord: (job) => void router.navigate('upload', { job }),
  })
  const names = {
    customer: customer?.name ?? 'One customer',
    subscription: known?.subscription === filter.subscription ? `${known?.product}` : 'One subscription',
  }
  return (
    <div className="History-body" ref={body} tabIndex={-1}>
      {waiting.count > 0 && !filter.decide ? (
        <WaitingLine count={waiting.count} onShow={() => change({ ...EVERYTHING, decide: true })} />
      ) : null}
      {total === 0 && !isFiltered(filter) ? null : (
        <>
          <Filters filter={filter} customer={customer ?? null} onChange={change} />
          <FilterChips chips={chipsOf(filter, names)} total={total} onChange={change} onClear={clear} />
        </>
      )}
      <VirtualTable
        label="Changes of subscriptions, the newest first"
        columns={columns}
        query={nameOf(filter)}
        load={load}
        rowKey={({ id }) => String(id)}
        rowName={({ product, customer_name }) => `${product} of ${customer_name}`}
        rowState={(row) => (row.id === event ? 'current' : row.decision === 'discard' ? 'muted' : undefined)}
        onOpen={(row) => {
          setKnown(row)
          open(row.id)
        }}
        onTotal={setTotal}
        failed="The subscription history could not be read."
        empty={isFiltered(filter) ? <NoneFound onClear={clear} /> : <NothingRead />}
      />
      {event === null ? null : (
        <EventPanel
          id={event}
          known={known?.id === event ? known : undefined}
          zone={zone}
          waits={waiting.waits}
          onOpen={(row) => {
            setKnown(row)
            open(row.id)
          }}
          onClose={() => open(null)}
          onSubscription={(row) => change({ ...EVERYTHING, subscription: row.subscription })}
        />
      )}
    </div>
  )
}

function WaitingLine({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const words =
    count === 1 ? '1 change waits for your decision' : `${formatCount(count)} changes wait for your decision`
  return (
    <div className="Waiting">
      <TriangleAlert size={16} aria-hidden />
      <p>
        <b>{words}.</b> Until then {count === 1 ? 'its customer does' : 'their customers do'} not validate.
      </p>
      <Button size="s" onPress={onShow}>
        Show them
      </Button>
    </div>
  )
}

function NoneFound({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      icon={History}
      title="No change matches these filters"
      actions={<Button onPress={onClear}>Clear the filters</Button>}
    />
  )
}

function NothingRead() {
  const router = useRouter()
  return (
    <EmptyState
      icon={History}
      title="No changes have been read yet"
      actions={
        <>
          <Button look="primary" onPress={() => void router.navigate('settings', { section: 'c3' })}>
            Connect C3
          </Button>
          <Button onPress={() => void router.navigate('settings', { section: 'import' })}>
            Import a file
          </Button>
        </>
      }
    >
      The history holds every change in quantity, price or status of your customers’ subscriptions. It comes
      from C3, or from a history file.
    </EmptyState>
  )
}
