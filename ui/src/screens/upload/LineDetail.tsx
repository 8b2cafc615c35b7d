// What stands behind a line: its text on the invoice, its reference, and the history events that
// led to it.
import { useEffect, useRef } from 'react'
import { backend } from '../../backend'
import type { LedgerEvent, Operation } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { showRow } from '../../components/InSight'
import { FailureNotice } from '../../components/Notice'
import { Skeleton } from '../../components/Skeleton'
import { Table } from '../../components/Table'
import { Day } from '../../components/When'
import { currencyDigits } from '../../format/decimal'
import { formatDay } from '../../format/time'
import { useAsk } from '../../hooks/useAsk'
import { useRouter } from '../../shell/router'
import { FromTo, FromToText, KindTag } from '../history/KindTag'
import type { PlanLine } from './planLines'
import '../history/history.css'

export interface LineDetailProps extends PlanLine {
  readonly currency: string | undefined
  readonly isNarrow: boolean
  /** It stands explained beside the plan. */
  readonly isAsked: boolean
  readonly onWhy: (line: Operation) => void
}

export function LineDetail({ line, adopted, currency, isNarrow, isAsked, onWhy }: LineDetailProps) {
  const { subscription, events } = line
  const router = useRouter()
  const place = useRef<HTMLDivElement>(null)
  // The page gives way to the explanation, and what is explained would move out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a table that narrows moves its rows.
  useEffect(() => {
    if (isAsked) showRow(place.current, 'nearest')
  }, [isAsked, isNarrow])
  const note = noteOf({ line, adopted })
  return (
    <div ref={place} className="Stack Line-detail" data-gap="s">
      {note ? <p>{note}</p> : null}
      <dl className="Line-facts">
        {line.text ? <Fact name="On the invoice" value={line.text} /> : null}
        {line.reference ? <Fact name="Reference" value={line.reference} isCode /> : null}
        {line.addition !== null ? (
          <Fact name="Addition in ConnectWise" value={String(line.addition)} />
        ) : null}
      </dl>
      {events.length > 0 ? (
        <EventsBehind ids={events} currency={currency} isNarrow={isNarrow} />
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

/** What two changes of one addition, or one that is billed no more, come to. */
function noteOf({ line, adopted }: PlanLine): string | null {
  if (adopted !== null) {
    const then = { end: 'ended', void: 'voided' }[line.action as string] ?? 'changed'
    return `One addition, in two changes: it was entered by hand, is taken over as Accord’s own line, and is then ${then}. Its amount counts once.`
  }
  if (line.after.billable) return null
  return `From ${formatDay(line.after.effective)} on nothing of this line is billed. It stays in ConnectWise, marked as not to be billed.`
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

interface EventsBehindProps {
  readonly ids: readonly number[]
  readonly currency: string | undefined
  readonly isNarrow: boolean
}

function EventsBehind({ ids, currency, isNarrow }: EventsBehindProps) {
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
      columns={columnsFor(currency, isNarrow)}
      rows={data}
      rowKey={({ id }) => String(id)}
      empty={<p className="Muted">These events are no longer in the history.</p>}
    />
  )
}

function columnsFor(currency: string | undefined, isNarrow: boolean): ReadonlyArray<Column<LedgerEvent>> {
  const fraction = currencyDigits(currency)
  const columns: ReadonlyArray<Column<LedgerEvent> | false> = [
    {
      id: 'at',
      title: 'Changed in C3',
      width: isNarrow ? '96px' : '110px',
      cell: (event) => <Day value={event.changed_at} />,
    },
    { id: 'kind', title: 'Change', width: '110px', cell: (event) => <KindTag kind={event.kind} /> },
    // It is named above.
    !isNarrow && { id: 'product', title: 'Product', cell: (event) => event.product },
    {
      id: 'quantity',
      title: 'Quantity',
      width: isNarrow ? '76px' : '90px',
      isNumeric: true,
      cell: (event) => <FromTo from={event.old_quantity} to={event.new_quantity} />,
    },
    {
      id: 'price',
      title: 'Price',
      unit: currency,
      ...(isNarrow ? {} : { width: '130px' }),
      isNumeric: true,
      cell: (event) => <FromTo from={event.old_price} to={event.new_price} fraction={fraction} />,
    },
    !isNarrow && {
      id: 'status',
      title: 'Status',
      width: '120px',
      cell: (event) => <FromToText from={event.old_status} to={event.new_status} />,
    },
  ]
  return columns.filter((column) => column !== false)
}
