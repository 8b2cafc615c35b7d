// An amount or a quantity from the backend's text. Never a number, never rounded.
import { currencyDigits, formatDecimal } from '../format/decimal'

export interface MoneyProps {
  /** A decimal as text, such as `-1234.5`. */
  readonly amount: string
  /** Decides how many digits are usual; shown only with `isNamed`. */
  readonly currency?: string | undefined
  /** Puts the currency before the amount, for a sum outside a table. */
  readonly isNamed?: boolean
  /** A plus before what is above zero, for changes. */
  readonly isSigned?: boolean
}

export function Money({ amount, currency, isNamed = false, isSigned = false }: MoneyProps) {
  const text = formatDecimal(amount, { fraction: currencyDigits(currency), signed: isSigned })
  return <span className="Number">{isNamed && currency ? `${currency}\u00a0${text}` : text}</span>
}

export interface QuantityProps {
  readonly value: string
  readonly isSigned?: boolean
}

export function Quantity({ value, isSigned = false }: QuantityProps) {
  return <span className="Number">{formatDecimal(value, { signed: isSigned })}</span>
}
