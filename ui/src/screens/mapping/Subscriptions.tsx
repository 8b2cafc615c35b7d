// The subscriptions behind a product, unfolded under its row: how each is billed, and what it was
// before the history begins. What a person says here is kept by the backend.
import { announceChange, backend } from '../../backend'
import type { BillingCycle, Product, Subscription } from '../../bindings'
import type { Column } from '../../components/columns'
import { Money, Quantity } from '../../components/Money'
import { FailureNotice } from '../../components/Notice'
import { SelectField, type SelectOption } from '../../components/SelectField'
import { Table } from '../../components/Table'
import { Status } from '../../components/Tag'
import { toast } from '../../components/Toasts'
import { currencyDigits, mostPlaces } from '../../format/decimal'
import { sentence } from '../../format/words'
import { useAsk } from '../../hooks/useAsk'
import { useWork } from '../../hooks/useWork'
import { Opening } from './Opening'
import { cycleWord, ruleWords } from './words'

export interface SubscriptionsProps {
  readonly customer: string
  readonly currency: string | null
  readonly product: Product
}

const CYCLES: ReadonlyArray<SelectOption<BillingCycle>> = [
  { value: 'monthly', label: 'Monthly' },
  { value: 'annual', label: 'Annual' },
  { value: 'triennial', label: 'Triennial' },
  { value: 'one-time', label: 'One-time' },
]

export function Subscriptions({ customer, currency, product }: SubscriptionsProps) {
  const all = useAsk(`mapping/subscriptions/${customer}`, () => backend.subscriptionsOf(customer))
  const cycle = useWork(async (row: Subscription, next: BillingCycle) => {
    await backend.setCycle(row.id, next)
    toast({ title: `${row.product} is billed ${cycleWord(next)} from now on` })
    announceChange()
  })
  if (all.error) {
    return (
      <FailureNotice failure={all.error} title="The subscriptions could not be read." onRetry={all.reload} />
    )
  }
  if (!all.data) return <p className="Faint">{all.isSlow ? 'Reading the subscriptions…' : ' '}</p>
  const rows = all.data.filter((row) => isOf(row, product))
  return (
    <div className="Stack" data-gap="s">
      {product.reason ? <p className="Muted">{sentence(product.reason)}</p> : null}
      {cycle.error ? (
        <FailureNotice
          failure={cycle.error}
          title="The billing cycle was not changed."
          written="Nothing was saved."
        />
      ) : null}
      <Table
        label={`Subscriptions of ${product.name}`}
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns(currency, rows, cycle.isBusy, (row, next) => void cycle.start(row, next))}
        empty={<span className="Muted">No subscription is of this product any more.</span>}
      />
    </div>
  )
}

function isOf(row: Subscription, product: Product): boolean {
  return (
    row.product.toLowerCase() === product.name.toLowerCase() && row.billing_cycle === product.billing_cycle
  )
}

function columns(
  currency: string | null,
  rows: readonly Subscription[],
  isBusy: boolean,
  setCycle: (row: Subscription, next: BillingCycle) => void,
): ReadonlyArray<Column<Subscription>> {
  const of = currency ?? undefined
  const places = mostPlaces(
    rows.map(({ unit_price }) => unit_price),
    currencyDigits(of),
  )
  return [
    { id: 'id', title: 'Subscription', cell: (row) => <Identity row={row} /> },
    {
      id: 'quantity',
      title: 'Quantity',
      isNumeric: true,
      width: '88px',
      cell: (row) => (row.quantity === null ? '–' : <Quantity value={row.quantity} />),
    },
    {
      id: 'price',
      title: 'Price',
      unit: of,
      isNumeric: true,
      width: '104px',
      cell: (row) =>
        row.unit_price === null ? '–' : <Money amount={row.unit_price} currency={of} places={places} />,
    },
    {
      id: 'opening',
      title: 'Before the history begins',
      width: '30%',
      cell: (row) => <Opening row={row} currency={currency} />,
    },
    {
      id: 'cycle',
      title: 'Billing cycle',
      width: '150px',
      cell: (row) => (
        <div title={ruleWords(row.cycle_rule)?.[1]}>
          <SelectField
            isCompact
            label={`Billing cycle of subscription ${row.id}`}
            placeholder="Choose"
            value={row.billing_cycle}
            options={CYCLES}
            isDisabled={isBusy}
            onChange={(next) => {
              if (next !== row.billing_cycle) setCycle(row, next)
            }}
          />
        </div>
      ),
    },
  ]
}

function Identity({ row }: { readonly row: Subscription }) {
  return (
    <div className="Subscription">
      <span className="Subscription-id Selectable" title={row.id}>
        {row.derived ? 'No id in C3' : row.id}
      </span>
      <span className="Faint">{row.status ?? 'Status unknown'}</span>
      {row.on_hold ? <Status kind="waiting">On hold</Status> : null}
    </div>
  )
}
