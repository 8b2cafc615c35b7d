// One agreement of a plan, as a draft of what its invoices will say: each line with what happens to
// it, and the sum by which the next invoice changes.
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import type { AgreementPlan, Operation } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { Money } from '../../components/Money'
import { Table } from '../../components/Table'
import { ActionCell, AmountCell, PeriodCell, PriceCell, ProductCell, QuantityCell } from './LineCells'
import { LineDetail } from './LineDetail'
import { NextInvoice } from './NextInvoice'
import { counted } from './words'

export interface AgreementDraftProps {
  readonly plan: AgreementPlan
  /** Another agreement of the customer has the same name: its number tells them apart. */
  readonly isAlike: boolean
  /** The lines were sent, or are being sent: each says how far it is. */
  readonly isExport: boolean
  readonly isOver: boolean
  /** Asks why a line says what it says. */
  readonly onWhy: (line: Operation) => void
}

export function AgreementDraft({ plan, isAlike, isExport, isOver, onWhy }: AgreementDraftProps) {
  const [isWhole, setWhole] = useState(false)
  const currency = plan.currency ?? undefined
  const number = isAlike ? `agreement ${plan.agreement}` : null
  const name = [plan.agreement_name, number].filter(Boolean).join(', ')
  return (
    <section className="Draft" aria-label={`${plan.customer_name}, ${name}`}>
      <header className="Draft-head">
        <h2>{plan.customer_name}</h2>
        <ArrowRight size={14} aria-hidden />
        <p>
          <bdi>{plan.company_name}</bdi> · <bdi>{plan.agreement_name}</bdi>
        </p>
        <p className="Draft-count">
          {[number, counted(plan.operations.length, 'line')].filter(Boolean).join(' · ')}
        </p>
      </header>
      <Table
        label={`Lines of ${name} for ${plan.customer_name}`}
        columns={columnsFor(currency, isExport, isOver)}
        rows={plan.operations}
        rowKey={({ id }) => String(id)}
        rowName={({ product, after }) => product ?? after.item_name}
        rowState={({ state }) => (state === 'failed' ? 'bad' : undefined)}
        detail={(line) => <LineDetail line={line} currency={currency} onWhy={onWhy} />}
        {...(plan.next_invoice ? { foot: footOf(plan, currency, isExport) } : {})}
      />
      <div className="Row">
        <Button size="s" look="quiet" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
          {isWhole ? 'Hide the whole next invoice' : 'Show the whole next invoice'}
        </Button>
      </div>
      {isWhole ? <NextInvoice plan={plan} /> : null}
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
      width: isExport ? '108px' : '100px',
      cell: (line) => <ActionCell line={line} isExport={isExport} isOver={isOver} />,
    },
    { id: 'product', title: 'Product', cell: (line) => <ProductCell line={line} /> },
    {
      id: 'quantity',
      title: 'Quantity',
      width: '72px',
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
    { id: 'period', title: 'From – to', width: '136px', cell: (line) => <PeriodCell line={line} /> },
    {
      id: 'amount',
      title: 'Next invoice',
      unit: currency,
      width: '120px',
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
          <Money amount={before} currency={currency} isNamed /> →{' '}
          <Money amount={after} currency={currency} isNamed />
        </span>
      </>
    ),
    amount: <Money amount={change} currency={currency} isSigned />,
  }
}
