// What the choices come to: each subscription from the first open day on, and the next invoice. The
// sentences are the backend's.
import type { BilledSubscription, CoveredDays, TakeOver } from '../../bindings'
import type { Column } from '../../components/columns'
import { Money, Quantity } from '../../components/Money'
import { Table } from '../../components/Table'
import { Status } from '../../components/Tag'
import { formatDay } from '../../format/time'
import { inWords, sentence } from '../../format/words'
import { Days } from './HandLines'

interface Row {
  readonly key: string
  readonly subscription: BilledSubscription
  readonly isFirst: boolean
  readonly days: CoveredDays
}

export function Coverage({ found }: { readonly found: TakeOver }) {
  return (
    <section className="Stack TakeOver-coverage" data-gap="s" aria-label="What it comes to">
      <header>
        <h2>What it comes to, from {formatDay(found.open)} on</h2>
        <p className="Row">
          <Status kind={found.is_even ? 'good' : 'waiting'}>{sentence(found.says)}</Status>
        </p>
      </header>
      <Table
        label="Coverage of each subscription"
        rows={rowsOf(found)}
        rowKey={({ key }) => key}
        columns={COLUMNS}
        empty={<p className="Muted">No subscription is billed on this agreement from then on.</p>}
      />
      <NextInvoice found={found} />
    </section>
  )
}

function rowsOf({ subscriptions }: TakeOver): readonly Row[] {
  return subscriptions.flatMap((subscription) =>
    subscription.days.map((days, index) => ({
      key: `${subscription.id} ${days.from}`,
      subscription,
      isFirst: index === 0,
      days,
    })),
  )
}

const COLUMNS: ReadonlyArray<Column<Row>> = [
  {
    id: 'subscription',
    title: 'Subscription',
    width: '23%',
    cell: ({ subscription, isFirst }) =>
      isFirst ? (
        <>
          <span className="Line-product">{subscription.product}</span>
          <span className="Line-text">
            {subscription.has} in C3 · …{subscription.id.slice(-4)}
          </span>
        </>
      ) : null,
  },
  { id: 'days', title: 'Days', width: '116px', cell: ({ days }) => <Days from={days.from} to={days.to} /> },
  {
    id: 'by-hand',
    title: 'By hand today',
    isNumeric: true,
    width: '104px',
    cell: ({ days }) => <Quantity value={days.by_hand} />,
  },
  {
    id: 'wanted',
    title: 'To be billed',
    isNumeric: true,
    width: '88px',
    cell: ({ days }) => <Quantity value={days.wanted} />,
  },
  {
    id: 'stands',
    title: 'Will stand',
    isNumeric: true,
    width: '84px',
    cell: ({ days }) => <Quantity value={days.stands} />,
  },
  {
    id: 'says',
    title: 'Coverage',
    cell: ({ days }) => <Status kind={days.is_even ? 'good' : 'bad'}>{inWords(days.says)}</Status>,
  },
]

function NextInvoice({ found: { next_invoice, currency } }: { readonly found: TakeOver }) {
  const sum = (amount: string, isSigned = false) => (
    <b>
      <Money amount={amount} currency={currency ?? undefined} isNamed isSigned={isSigned} />
    </b>
  )
  return (
    <p className="Plan-total">
      <span>
        The whole agreement’s next invoice: {sum(next_invoice.before)} as things stand,{' '}
        {sum(next_invoice.after)} after the upload, a change of {sum(next_invoice.change, true)}
      </span>
    </p>
  )
}
