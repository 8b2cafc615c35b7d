// The plot of what next invoices change by: a bar for each agreement from a line in the middle, to
// the right where it grows. Each row is a button that opens the record.
import { scaleLinear } from '@visx/scale'
import { Bar, Line } from '@visx/shape'
import type { InvoiceTrend } from '../../bindings'
import { Money } from '../../components/Money'
import { isLess, stateOf } from './trends'

/** A bar's picture is as wide as its column, whatever that is. */
const WIDTH = 1_000
const HEIGHT = 20

export interface TrendPlotProps {
  readonly bars: readonly InvoiceTrend[]
  readonly onOpen: (trend: InvoiceTrend) => void
}

export function TrendPlot({ bars, onOpen }: TrendPlotProps) {
  // Lengths alone: no amount that is shown was ever a number.
  const changes = bars.map(({ next_invoice }) => Number(next_invoice.change))
  const [least, most] = [Math.min(0, ...changes), Math.max(0, ...changes)]
  const x = scaleLinear<number>({ domain: [least, most], range: [0, WIDTH] })
  return (
    <ul className="TrendPlot" aria-label="Changes of next invoices">
      {bars.map((trend, index) => (
        <li key={`${trend.job} ${trend.agreement}`}>
          <button type="button" className="TrendPlot-row" onClick={() => onOpen(trend)}>
            <span className="TrendPlot-name" title={`${trend.customer_name}, ${trend.name}`}>
              {trend.customer_name} <span className="Muted">{trend.name}</span>
              <span className="Hidden">{isLess(trend) ? ' shrinks by ' : ' grows by '}</span>
            </span>
            <ChangeBar from={x(0)} to={x(changes[index] ?? 0)} />
            <Money
              amount={trend.next_invoice.change}
              currency={trend.currency ?? undefined}
              isNamed
              isSigned
            />
            <span className="TrendPlot-state">{stateOf(trend)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function ChangeBar({ from, to }: { readonly from: number; readonly to: number }) {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden focusable="false">
      <Bar
        className="TrendPlot-bar"
        data-less={to < from || undefined}
        x={Math.min(from, to)}
        y={4}
        width={Math.max(2, Math.abs(to - from))}
        height={HEIGHT - 8}
      />
      <Line className="TrendPlot-zero" from={{ x: from, y: 0 }} to={{ x: from, y: HEIGHT }} />
    </svg>
  )
}
