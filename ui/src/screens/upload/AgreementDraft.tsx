// One agreement of a plan, as a draft of what its invoices will say: each line with what happens to
// it, and the sum by which the next invoice changes.
import { ArrowRight } from 'lucide-react'
import { useRef, useState } from 'react'
import type { AgreementPlan, Operation } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { Money } from '../../components/Money'
import { Table } from '../../components/Table'
import { currencyDigits, mostPlaces } from '../../format/decimal'
import { useWidth } from '../../hooks/useWidth'
import {
  ActionCell,
  AmountCell,
  BriefCell,
  PeriodCell,
  PriceCell,
  ProductCell,
  QuantityCell,
} from './LineCells'
import { LineDetail } from './LineDetail'
import { NextInvoice } from './NextInvoice'
import { hasFailed, type PlanLine, planLines } from './planLines'
import { counted } from './words'

export interface AgreementDraftProps {
  readonly plan: AgreementPlan
  /** Another agreement of the customer has the same name: its number tells them apart. */
  readonly isAlike: boolean
  /** The lines were sent, or are being sent: each says how far it is. */
  readonly isExport: boolean
  readonly isOver: boolean
  /** The line that stands explained beside the plan. */
  readonly asked: Operation | null
  /** Asks why a line says what it says. */
  readonly onWhy: (line: Operation) => void
}

/** Narrower than this, only what happens, to what, and the amount have columns. */
const ROOMY = 640

export function AgreementDraft({ plan, isAlike, isExport, isOver, asked, onWhy }: AgreementDraftProps) {
  const [isWhole, setWhole] = useState(false)
  const frame = useRef<HTMLElement>(null)
  const width = useWidth(frame)
  const isNarrow = width > 0 && width < ROOMY
  const currency = plan.currency ?? undefined
  const lines = planLines(plan.operations)
  const number = isAlike ? `agreement ${plan.agreement}` : null
  const name = [plan.agreement_name, number].filter(Boolean).join(', ')
  return (
    <section
      ref={frame}
      className="Draft"
      data-narrow={isNarrow ? '' : undefined}
      aria-label={`${plan.customer_name}, ${name}`}
    >
      <header className="Draft-head">
        <h2>{plan.customer_name}</h2>
        <ArrowRight size={14} aria-hidden />
        <p>
          <bdi>{plan.company_name}</bdi> · <bdi>{plan.agreement_name}</bdi>
        </p>
        <p className="Draft-count">
          {[number, linesWords(lines.length, plan.operations.length)].filter(Boolean).join(' · ')}
        </p>
      </header>
      <Table
        label={`Lines of ${name} for ${plan.customer_name}`}
        columns={columnsFor({ plan, isExport, isOver, isNarrow })}
        rows={lines}
        rowKey={({ line }) => String(line.id)}
        rowName={({ line: { product, after } }) => product ?? after.item_name}
        rowState={(row) => (hasFailed(row) ? 'bad' : undefined)}
        detail={(row) => (
          <LineDetail {...row} {...{ currency, isNarrow, onWhy }} isAsked={asked === row.line} />
        )}
        {...(plan.next_invoice ? { foot: footOf(plan, currency, isExport) } : {})}
      />
      <div className="Row">
        <Button size="s" look="quiet" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
          {isWhole ? 'Hide the whole next invoice' : 'Show the whole next invoice'}
        </Button>
      </div>
      {isWhole ? <NextInvoice plan={plan} isNarrow={isNarrow} /> : null}
    </section>
  )
}

/** `11 lines`; where two changes are made to one line, how many changes that are. */
function linesWords(lines: number, changes: number): string {
  const words = counted(lines, 'line')
  return lines === changes ? words : `${words}, ${counted(changes, 'change')}`
}

interface ColumnsFor extends Pick<AgreementDraftProps, 'plan' | 'isExport' | 'isOver'> {
  readonly isNarrow: boolean
}

function columnsFor({ plan, isExport, isOver, isNarrow }: ColumnsFor): ReadonlyArray<Column<PlanLine>> {
  const currency = plan.currency ?? undefined
  return [
    {
      id: 'action',
      title: isExport || isNarrow ? 'Line' : 'What happens',
      width: isExport ? '112px' : isNarrow ? '100px' : '104px',
      cell: (row) => <ActionCell {...row} isExport={isExport} isOver={isOver} />,
    },
    {
      id: 'product',
      title: 'Product',
      cell: (row) => (
        <ProductCell
          {...row}
          brief={isNarrow ? <BriefCell line={row.line} currency={currency} /> : undefined}
        />
      ),
    },
    ...(isNarrow ? [] : roomyColumns(plan)),
    {
      id: 'amount',
      title: 'Next invoice',
      unit: currency,
      width: isNarrow ? '120px' : '132px',
      isNumeric: true,
      cell: ({ line }) => <AmountCell line={line} currency={currency} />,
    },
  ]
}

/** What a narrow table says under the product. */
function roomyColumns({ currency: code, operations }: AgreementPlan): ReadonlyArray<Column<PlanLine>> {
  const currency = code ?? undefined
  const prices = operations.flatMap(({ before, after }) => [before?.unit_price, after.unit_price])
  const places = mostPlaces(prices, currencyDigits(currency))
  return [
    {
      id: 'quantity',
      title: 'Quantity',
      width: '72px',
      isNumeric: true,
      cell: ({ line }) => <QuantityCell line={line} />,
    },
    {
      id: 'price',
      title: 'Price',
      unit: currency,
      width: '96px',
      isNumeric: true,
      cell: ({ line }) => <PriceCell {...{ line, currency, places }} />,
    },
    { id: 'period', title: 'From – to', width: '124px', cell: ({ line }) => <PeriodCell line={line} /> },
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
