// The columns of the subscription history. In a narrow window the status stands in the side panel
// alone, and quantity or price in one column: whichever the change is about.
import type { LedgerEvent } from '../../bindings'
import type { Column } from '../../components/columns'
import { Status } from '../../components/Tag'
import { currencyDigits } from '../../format/decimal'
import { formatDay, formatInstant } from '../../format/time'
import { dayIn } from './days'
import { FromTo, KindTag, ShortFromTo } from './KindTag'
import { outcomeOf } from './kinds'
import { useCurrency } from './useCurrency'

export interface ColumnWishes {
  /** The billing time zone, once it is known. */
  readonly zone: string | undefined
  /** Of the prices, where all of them are in one. */
  readonly currency: string | undefined
  readonly isNarrow: boolean
  readonly waits: (event: LedgerEvent) => boolean
  readonly onRecord: (job: number) => void
}

export function eventColumns(wishes: ColumnWishes): ReadonlyArray<Column<LedgerEvent>> {
  const { zone, currency, isNarrow } = wishes
  const columns: Array<Column<LedgerEvent> | false> = [
    {
      id: 'when',
      title: 'When',
      width: '106px',
      cell: ({ changed_at }) => <WhenCell at={changed_at} zone={zone} />,
    },
    {
      id: 'customer',
      title: 'Customer',
      width: '1fr',
      cell: ({ customer_name }) => <span title={customer_name}>{customer_name}</span>,
    },
    {
      id: 'product',
      title: 'Product',
      width: '1.3fr',
      cell: ({ product }) => <span title={product}>{product}</span>,
    },
    {
      id: 'kind',
      title: 'Change',
      width: isNarrow ? '112px' : '118px',
      cell: ({ kind }) => <KindTag kind={kind} />,
    },
    isNarrow && {
      id: 'figures',
      title: 'From → to',
      width: '138px',
      isNumeric: true,
      cell: (event) =>
        event.kind === 'price' ? (
          <PriceCell event={event} currency={currency} />
        ) : (
          <QuantityCell event={event} />
        ),
    },
    !isNarrow && {
      id: 'quantity',
      title: 'Quantity',
      width: '96px',
      isNumeric: true,
      cell: (event) => <QuantityCell event={event} />,
    },
    !isNarrow && {
      id: 'price',
      title: 'Price',
      unit: currency,
      width: currency ? '106px' : '136px',
      isNumeric: true,
      cell: (event) => <PriceCell event={event} currency={currency} />,
    },
    !isNarrow && {
      id: 'status',
      title: 'Status',
      width: '110px',
      cell: ({ old_status, new_status }) => <ShortFromTo from={old_status} to={new_status} />,
    },
    {
      id: 'outcome',
      title: isNarrow ? 'Outcome' : 'What became of it',
      width: isNarrow ? '126px' : '152px',
      cell: (event) => <OutcomeCell event={event} wishes={wishes} />,
    },
  ]
  return columns.filter((column) => column !== false)
}

interface WhenCellProps extends Pick<ColumnWishes, 'zone'> {
  readonly at: string
}

/** The day alone; the hour is on hover and in the side panel. */
function WhenCell({ at, zone }: WhenCellProps) {
  return (
    <time className="Number" dateTime={at} title={formatInstant(at, zone ? { timeZone: zone } : {})}>
      {formatDay(dayIn(at, zone))}
    </time>
  )
}

interface FigureProps {
  readonly event: LedgerEvent
}

function QuantityCell({ event: { old_quantity, new_quantity } }: FigureProps) {
  return <FromTo from={old_quantity} to={new_quantity} />
}

function PriceCell({ event, currency }: FigureProps & Pick<ColumnWishes, 'currency'>) {
  if (!currency) return <NamedPrice event={event} />
  return <FromTo from={event.old_price} to={event.new_price} fraction={currencyDigits(currency)} />
}

/** Where the rows are of several currencies, each price says its own. */
function NamedPrice({ event }: FigureProps) {
  const currency = useCurrency(event.customer)
  const { old_price, new_price } = event
  return (
    <>
      {currency && (old_price ?? new_price) !== null ? (
        <span className="FromTo-currency">{currency}&nbsp;</span>
      ) : null}
      <FromTo from={old_price} to={new_price} fraction={currencyDigits(currency ?? undefined)} isShort />
    </>
  )
}

interface OutcomeCellProps {
  readonly event: LedgerEvent
  readonly wishes: ColumnWishes
}

/** The record is a press away; with the keys it is reached from the side panel. */
function OutcomeCell({ event, wishes }: OutcomeCellProps) {
  const waits = wishes.waits(event)
  const { text, last } = outcomeOf(event, waits)
  if (last === null)
    return waits ? <Status kind="warn">{text}</Status> : <span className="Faint">{text}</span>
  if (wishes.isNarrow) return <span>{text}</span>
  return (
    <>
      {text},{' '}
      <button
        type="button"
        className="TextLink"
        tabIndex={-1}
        aria-label={`Record ${last.job}`}
        onClick={() => wishes.onRecord(last.job)}
      >
        record {last.job}
      </button>
    </>
  )
}
