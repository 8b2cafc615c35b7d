// One agreement of a plan, as a draft of what its invoices will say: each line with what happens to
// it, and the sum by which the next invoice changes.
import { ArrowRight } from 'lucide-react'
import type { AgreementPlan, Operation } from '../../bindings'
import type { Column } from '../../components/columns'
import { Money } from '../../components/Money'
import { Table } from '../../components/Table'
import { ActionCell, AmountCell, PeriodCell, PriceCell, ProductCell, QuantityCell } from './LineCells'
import { LineDetail } from './LineDetail'
import { counted } from './words'

export interface AgreementDraftProps {
  readonly plan: AgreementPlan
  /** The lines were sent, or are being sent: each says how far it is. */
  readonly isExport: boolean
  readonly isOver: boolean
}

/** Line by line, an amount is of a whole period; the sum below is of the next invoice itself. */
const PRORATES =
  'ConnectWise prorates these lines by their dates: each amount is for a whole period, and “Next invoice” is what it comes to.'

export function AgreementDraft({ plan, isExport, isOver }: AgreementDraftProps) {
  const currency = plan.currency ?? undefined
  return (
    <section className="Draft" aria-label={`${plan.customer_name}, ${plan.agreement_name}`}>
      <header className="Draft-head">
        <h2>{plan.customer_name}</h2>
        <ArrowRight size={14} aria-hidden />
        <p>
          {plan.company_name} · {plan.agreement_name}
        </p>
        <p className="Draft-count">{counted(plan.operations.length, 'line')}</p>
      </header>
      {plan.prorates ? <p className="Draft-note">{PRORATES}</p> : null}
      <Table
        label={`Lines of ${plan.agreement_name} for ${plan.customer_name}`}
        columns={columnsFor(currency, isExport, isOver)}
        rows={plan.operations}
        rowKey={({ id }) => String(id)}
        rowName={({ product, after }) => product ?? after.item_name}
        rowState={({ state }) => (state === 'failed' ? 'bad' : undefined)}
        detail={(line) => <LineDetail line={line} currency={currency} />}
        {...(plan.next_invoice ? { foot: footOf(plan, currency, isExport) } : {})}
      />
    </section>
  )
}

function columnsFor(
  currency: string | undefined,
  isExport: boolean,
  isOver: boolean,
): ReadonlyArray<Column<Operation>> {
  return [
    {
      id: 'action',
      title: isExport ? 'Line' : 'What happens',
      width: isExport ? '108px' : '96px',
      cell: (line) => <ActionCell line={line} isExport={isExport} isOver={isOver} />,
    },
    { id: 'product', title: 'Product', cell: (line) => <ProductCell line={line} /> },
    {
      id: 'quantity',
      title: 'Quantity',
      width: '84px',
      isNumeric: true,
      cell: (line) => <QuantityCell line={line} />,
    },
    {
      id: 'price',
      title: 'Price',
      unit: currency,
      width: '96px',
      isNumeric: true,
      cell: (line) => <PriceCell line={line} currency={currency} />,
    },
    { id: 'period', title: 'From – to', width: '132px', cell: (line) => <PeriodCell line={line} /> },
    {
      id: 'amount',
      title: 'Amount',
      unit: currency,
      width: '112px',
      isNumeric: true,
      cell: (line) => <AmountCell line={line} currency={currency} />,
    },
  ]
}

function footOf({ next_invoice }: AgreementPlan, currency: string | undefined, isExport: boolean) {
  if (!next_invoice) return {}
  const { before, after, change } = next_invoice
  return {
    product: (
      <>
        Next invoice{isExport ? ' as planned' : ''}{' '}
        <span className="Draft-invoice">
          <Money amount={before} currency={currency} /> → <Money amount={after} currency={currency} />
        </span>
      </>
    ),
    amount: <Money amount={change} currency={currency} isSigned />,
  }
}
