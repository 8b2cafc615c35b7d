// An amount or a quantity from the backend's text. Never a number, never rounded.
import { currencyDigits, formatDecimal, placesOf } from '../format/decimal'

export interface MoneyProps {
  /** A decimal as text, such as `-1234.5`. */
  readonly amount: string
  /** Decides how many digits are usual; shown only with `isNamed`. */
  readonly currency?: string | undefined
  /** Puts the currency before the amount, for a sum outside a table. */
  readonly isNamed?: boolean
  /** A plus before what is above zero, for changes. */
  readonly isSigned?: boolean
  /** The most digits after the point in its column: it makes room for them, so that the points align. */
  readonly places?: number | undefined
}

export function Money({ amount, currency, isNamed = false, isSigned = false, places = 0 }: MoneyProps) {
  const fraction = currencyDigits(currency)
  const text = formatDecimal(amount, { fraction, signed: isSigned })
  const room = roomFor(places, placesOf(amount, fraction))
  return (
    <span className="Number" style={room === '' ? undefined : { paddingInlineEnd: room }}>
      {isNamed && currency ? `${currency}\u00a0${text}` : text}
    </span>
  )
}

/** As wide as the digits that it lacks, and as the point where it has none. */
function roomFor(places: number, shown: number): string {
  if (places <= shown) return ''
  return `${places - shown + (shown === 0 ? 0.5 : 0)}ch`
}

export interface QuantityProps {
  readonly value: string
  readonly isSigned?: boolean
}

export function Quantity({ value, isSigned = false }: QuantityProps) {
  return <span className="Number">{formatDecimal(value, { signed: isSigned })}</span>
}
