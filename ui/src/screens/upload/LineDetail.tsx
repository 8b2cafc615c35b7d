// What stands behind a line: its text on the invoice, its reference, and the history events that
// led to it.
import { backend } from '../../backend'
import type { LedgerEvent, Operation } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { FailureNotice } from '../../components/Notice'
import { Skeleton } from '../../components/Skeleton'
import { Table } from '../../components/Table'
import { Day } from '../../components/When'
import { currencyDigits } from '../../format/decimal'
import { useAsk } from '../../hooks/useAsk'
import { useRouter } from '../../shell/router'
import { FromTo, FromToText, KindTag } from '../history/KindTag'
import '../history/history.css'

export interface LineDetailProps {
  readonly line: Operation
  readonly currency: string | undefined
  readonly onWhy: (line: Operation) => void
}

export function LineDetail({ line, currency, onWhy }: LineDetailProps) {
  const { subscription, events } = line
  const router = useRouter()
  return (
    <div className="Stack" data-gap="s">
      <dl className="Line-facts">
        {line.text ? <Fact name="On the invoice" value={line.text} /> : null}
        {line.reference ? <Fact name="Reference" value={line.reference} isCode /> : null}
        {line.addition !== null ? (
          <Fact name="Addition in ConnectWise" value={String(line.addition)} />
        ) : null}
      </dl>
      {events.length > 0 ? (
        <EventsBehind ids={events} currency={currency} />
      ) : (
        <p className="Muted">
          No single change in the history stands behind this line. It follows from what the customer has in C3
          and what ConnectWise bills.
        </p>
      )}
      {subscription ? (
        <div className="Row">
          <Button size="s" onPress={() => onWhy(line)}>
            Why?
          </Button>
          <Button size="s" onPress={() => void router.navigate('history', { subscription })}>
            Show in Subscription history
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function Fact({
  name,
  value,
  isCode = false,
}: {
  readonly name: string
  readonly value: string
  readonly isCode?: boolean
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="Selectable">{isCode ? <code>{value}</code> : value}</dd>
    </div>
  )
}

function EventsBehind({
  ids,
  currency,
}: {
  readonly ids: readonly number[]
  readonly currency: string | undefined
}) {
  const { data, error, isSlow, reload } = useAsk(`events ${ids.join(' ')}`, () => backend.events([...ids]))
  if (error && !data) {
    return (
      <FailureNotice
        failure={error}
        title="The history behind this line could not be read."
        onRetry={reload}
      />
    )
  }
  if (!data) return isSlow ? <Skeleton label="Reading the history" rows={2} /> : null
  return (
    <Table
      label="The history behind this line"
      columns={columnsFor(currency)}
      rows={data}
      rowKey={({ id }) => String(id)}
      empty={<p className="Muted">These events are no longer in the history.</p>}
    />
  )
}

function columnsFor(currency: string | undefined): ReadonlyArray<Column<LedgerEvent>> {
  const fraction = currencyDigits(currency)
  return [
    { id: 'at', title: 'Changed in C3', width: '110px', cell: (event) => <Day value={event.changed_at} /> },
    { id: 'kind', title: 'Change', width: '110px', cell: (event) => <KindTag kind={event.kind} /> },
    { id: 'product', title: 'Product', cell: (event) => event.product },
    {
      id: 'quantity',
      title: 'Quantity',
      width: '90px',
      isNumeric: true,
      cell: (event) => <FromTo from={event.old_quantity} to={event.new_quantity} />,
    },
    {
      id: 'price',
      title: 'Price',
      unit: currency,
      width: '130px',
      isNumeric: true,
      cell: (event) => <FromTo from={event.old_price} to={event.new_price} fraction={fraction} />,
    },
    {
      id: 'status',
      title: 'Status',
      width: '120px',
      cell: (event) => <FromToText from={event.old_status} to={event.new_status} />,
    },
  ]
}
