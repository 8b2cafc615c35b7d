// The whole next invoice of an agreement, as ConnectWise would make it now and as it would with the
// plan: every addition, also those that the plan leaves alone. Read afresh; nothing is written.
import { backend } from '../../backend'
import type { AgreementPlan, InvoiceLine, InvoicePreview } from '../../bindings'
import type { Column } from '../../components/columns'
import { Money, Quantity } from '../../components/Money'
import { FailureNotice } from '../../components/Notice'
import { Skeleton } from '../../components/Skeleton'
import { Table } from '../../components/Table'
import { currencyDigits, mostPlaces } from '../../format/decimal'
import { formatDay, today } from '../../format/time'
import { useAsk } from '../../hooks/useAsk'
import { ACTION, inWords, sentence } from './words'
import './why.css'

export interface NextInvoiceProps {
  readonly plan: AgreementPlan
  /** Quantity, price and days have no columns of their own. */
  readonly isNarrow: boolean
}

export function NextInvoice({ plan, isNarrow }: NextInvoiceProps) {
  const { data, error, isSlow, reload } = useAsk(`next-invoice ${plan.customer}`, () =>
    backend.previewInvoices(plan.customer),
  )
  if (error && !data) {
    return (
      <FailureNotice
        failure={error}
        title="The next invoice could not be read from ConnectWise."
        written="Nothing was written."
        onRetry={reload}
      />
    )
  }
  if (!data) return isSlow ? <Skeleton label="Reading the agreement from ConnectWise" rows={5} /> : null
  const invoice = data.find(({ agreement }) => agreement === plan.agreement)
  if (!invoice) return <p className="Muted">The agreement has no next invoice that Accord plans.</p>
  return <Invoice invoice={invoice} isNarrow={isNarrow} />
}

interface InvoiceProps extends Pick<NextInvoiceProps, 'isNarrow'> {
  readonly invoice: InvoicePreview
}

function Invoice({ invoice, isNarrow }: InvoiceProps) {
  const currency = invoice.currency ?? undefined
  return (
    <section className="Stack Invoice" data-gap="s" aria-label={`Next invoice of ${invoice.name}`}>
      <h3>
        Next invoice, {formatDay(invoice.first)} – {formatDay(invoice.last)}, as it stands now
      </h3>
      {invoice.last < today() ? (
        <p className="Invoice-note">
          This period ended on {formatDay(invoice.last)}, and ConnectWise has not invoiced it yet.
        </p>
      ) : null}
      {invoice.notes.map((note) => (
        <p key={note} className="Invoice-note">
          {sentence(note)}
        </p>
      ))}
      <Table
        label={`Additions on the next invoice of ${invoice.name}`}
        columns={columnsFor(invoice, isNarrow)}
        rows={invoice.lines}
        rowKey={(line) => `${line.addition ?? 'new'} ${line.text} ${line.unit_price}`}
        rowName={({ item_name }) => item_name}
        empty={<span className="Muted">The agreement has no additions.</span>}
        foot={{
          item: 'Next invoice',
          before: <Money amount={invoice.before} currency={currency} />,
          after: <Money amount={invoice.after} currency={currency} />,
        }}
      />
    </section>
  )
}

function columnsFor(invoice: InvoicePreview, isNarrow: boolean): ReadonlyArray<Column<InvoiceLine>> {
  const currency = invoice.currency ?? undefined
  return [
    {
      id: 'item',
      title: 'Addition',
      cell: (line) => <ItemCell line={line} currency={currency} isBrief={isNarrow} />,
    },
    ...(isNarrow ? [] : roomyColumns(invoice)),
    {
      id: 'before',
      title: 'Now',
      unit: currency,
      width: '96px',
      isNumeric: true,
      cell: ({ before }) => <Money amount={before} currency={currency} />,
    },
    {
      id: 'after',
      title: 'With plan',
      unit: currency,
      width: '112px',
      isNumeric: true,
      cell: ({ before, after }) =>
        before === after ? (
          <Money amount={after} currency={currency} />
        ) : (
          <b>
            <Money amount={after} currency={currency} />
          </b>
        ),
    },
  ]
}

function roomyColumns({ currency: code, lines }: InvoicePreview): ReadonlyArray<Column<InvoiceLine>> {
  const currency = code ?? undefined
  const places = mostPlaces(
    lines.map(({ unit_price }) => unit_price),
    currencyDigits(currency),
  )
  return [
    {
      id: 'quantity',
      title: 'Quantity',
      width: '72px',
      isNumeric: true,
      cell: ({ quantity }) => <Quantity value={quantity} />,
    },
    {
      id: 'price',
      title: 'Price',
      unit: currency,
      width: '88px',
      isNumeric: true,
      cell: ({ unit_price }) => <Money amount={unit_price} currency={currency} places={places} />,
    },
    { id: 'days', title: 'Days billed', width: '120px', cell: ({ days }) => inWords(days) },
  ]
}

interface ItemCellProps {
  readonly line: InvoiceLine
  readonly currency: string | undefined
  readonly isBrief: boolean
}

function ItemCell({ line, currency, isBrief }: ItemCellProps) {
  const plan = line.action && line.addition !== null ? ` · ${ACTION[line.action]}` : ''
  const whose = line.is_ours ? 'Accord' : 'Not Accord’s'
  return (
    <>
      <span className="Line-product">{line.text || line.item_name}</span>
      <span className="Line-text">
        {line.item_name} · {line.addition === null ? 'new' : `addition ${line.addition}`} · {whose}
        {plan}
      </span>
      {isBrief ? (
        <span className="Line-brief">
          <Quantity value={line.quantity} /> × <Money amount={line.unit_price} currency={currency} />,{' '}
          {inWords(line.days)}
        </span>
      ) : null}
    </>
  )
}
