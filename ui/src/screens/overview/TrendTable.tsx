// The figures behind the plot: the agreements whose next invoice changes most.
import type { InvoiceTrend } from '../../bindings'
import type { Column } from '../../components/columns'
import { Money } from '../../components/Money'
import { Table } from '../../components/Table'
import { stateOf } from './trends'

export interface TrendTableProps {
  readonly trends: readonly InvoiceTrend[]
  readonly onOpen: (trend: InvoiceTrend) => void
}

export function TrendTable({ trends, onOpen }: TrendTableProps) {
  return (
    <div className="BusyTable">
      <Table
        label="Changes of next invoices"
        columns={columnsFor(trends)}
        rows={trends}
        rowKey={({ job, agreement }) => `${job} ${agreement}`}
        rowName={({ customer_name, name }) => `${customer_name}, ${name}`}
        onOpen={onOpen}
      />
    </div>
  )
}

function columnsFor(trends: readonly InvoiceTrend[]): ReadonlyArray<Column<InvoiceTrend>> {
  const currencies = new Set(trends.map(({ currency }) => currency))
  const isOne = currencies.size === 1
  const unit = isOne ? (trends[0]?.currency ?? undefined) : undefined
  const amount = (
    id: 'before' | 'after' | 'change',
    title: string,
    isSigned = false,
  ): Column<InvoiceTrend> => ({
    id,
    title,
    unit,
    isNumeric: true,
    cell: ({ currency, next_invoice }) => (
      <Money
        amount={next_invoice[id]}
        currency={currency ?? undefined}
        isNamed={!isOne}
        isSigned={isSigned}
      />
    ),
  })
  return [
    { id: 'customer', title: 'Customer', cell: ({ customer_name }) => customer_name },
    { id: 'agreement', title: 'Agreement', cell: ({ name }) => name },
    amount('before', 'Before'),
    amount('after', 'After'),
    amount('change', 'Changes by', true),
    { id: 'state', title: 'Plan', width: '88px', cell: stateOf },
  ]
}
