// What the next invoices change by, in words, and as much of it as a plot can compare: one currency.
import type { InvoiceTrend, InvoiceTrends, TrendSum } from '../../bindings'
import { currencyDigits, formatDecimal } from '../../format/decimal'
import { counted } from '../../format/words'

/** So many bars are told apart at a glance. */
const BARS = 10

function money(amount: string, currency: string | null): string {
  const text = formatDecimal(amount, { fraction: currencyDigits(currency ?? undefined) })
  return currency === null ? text : `${currency}\u00a0${text}`
}

/** "9 agreements grow by EUR 1,234.50, and 5 shrink by EUR 210.00." */
export function summaryOf({ sums }: InvoiceTrends): string {
  if (sums.length === 0) {
    return 'No plan changes a next invoice. Once customers are validated, you see here by how much.'
  }
  return sums.map(sumInWords).join(' ')
}

function sumInWords({ currency, growing, more, shrinking, less }: TrendSum): string {
  const parts = [
    growing > 0 ? `${counted(growing, 'agreement')} ${growing === 1 ? 'grows' : 'grow'}` : '',
    shrinking > 0
      ? `${growing > 0 ? shrinking : counted(shrinking, 'agreement')} ${shrinking === 1 ? 'shrinks' : 'shrink'}`
      : '',
  ]
  const amounts = [money(more, currency), money(less, currency)]
  const said = parts.flatMap((part, index) => (part === '' ? [] : [`${part} by ${amounts[index]}`]))
  return `${said.join(', and ')}.`
}

/** The bars of the plot: the largest changes in the currency of most agreements. */
export function barsOf({ largest, sums }: InvoiceTrends): readonly InvoiceTrend[] {
  const currency = sums[0]?.currency ?? null
  return largest.filter((trend) => trend.currency === currency).slice(0, BARS)
}

export function isLess({ next_invoice }: InvoiceTrend): boolean {
  return next_invoice.change.startsWith('-')
}

export function stateOf({ is_uploaded }: InvoiceTrend): string {
  return is_uploaded ? 'uploaded' : 'to upload'
}
