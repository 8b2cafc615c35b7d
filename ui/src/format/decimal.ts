// Decimals as text, from the backend to the screen. Nothing here turns one into a number, rounds
// it or computes with it.

const MINUS = '\u2212'

interface Shape {
  readonly group: string
  readonly point: string
  /** Digits of the group nearest the point, and of those before it (3 and 3, or 3 and 2). */
  readonly near: number
  readonly far: number
}

const shapes = new Map<string, Shape>()

function shapeOf(locale: string): Shape {
  const known = shapes.get(locale)
  if (known) return known
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, useGrouping: true }).formatToParts(
    1234567890,
  )
  const whole = parts.filter((part) => part.type === 'integer').map((part) => part.value.length)
  const shape: Shape = {
    group: parts.find((part) => part.type === 'group')?.value ?? '',
    point: parts.find((part) => part.type === 'decimal')?.value ?? '.',
    near: whole.at(-1) ?? 3,
    far: whole.length > 2 ? (whole.at(-2) ?? 3) : (whole.at(-1) ?? 3),
  }
  shapes.set(locale, shape)
  return shape
}

/** The reader's language; where the system names none (“C”), the web view's own. */
function readersLocale(): string {
  try {
    return Intl.getCanonicalLocales(navigator.language)[0] ?? 'en'
  } catch {
    return Intl.NumberFormat().resolvedOptions().locale
  }
}

function grouped(digits: string, shape: Shape): string {
  const pieces: string[] = []
  let rest = digits
  let size = shape.near
  while (rest.length > size && size > 0) {
    pieces.unshift(rest.slice(-size))
    rest = rest.slice(0, -size)
    size = shape.far
  }
  pieces.unshift(rest)
  return pieces.join(shape.group)
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/

/** How many digits after the point are shown, where `least` are usual. */
export function placesOf(value: string, least = 0): number {
  const tail = DECIMAL.exec(value.trim())?.[3] ?? ''
  return Math.max(least, tail.replace(/0+$/, '').length)
}

/** The most of them in a column, for which each of its figures makes room, so that the points align. */
export function mostPlaces(values: ReadonlyArray<string | null | undefined>, least: number): number {
  return Math.max(least, ...values.map((value) => placesOf(value ?? '', least)))
}

export interface DecimalOptions {
  /** At least this many digits after the point; more are kept, never cut. */
  readonly fraction?: number
  /** A plus before what is above zero, for changes. */
  readonly signed?: boolean
  readonly locale?: string
}

/** `"-1234567.5"` → `−1,234,567.50`. What is no decimal is shown as it came. */
export function formatDecimal(value: string, options: DecimalOptions = {}): string {
  const match = DECIMAL.exec(value.trim())
  if (!match) return value
  const [, sign = '', whole = '', tail = ''] = match
  const shape = shapeOf(options.locale ?? readersLocale())
  const digits = whole.replace(/^0+(?=\d)/, '')
  const fraction = tail.replace(/0+$/, '').padEnd(options.fraction ?? 0, '0')
  const isZero = !/[1-9]/.test(whole + tail)
  const lead = isZero ? '' : sign === '-' ? MINUS : options.signed ? '+' : ''
  return lead + grouped(digits, shape) + (fraction === '' ? '' : shape.point + fraction)
}

/** A count that is no money, such as rows: `20000` → `20,000`. */
export function formatCount(count: number): string {
  return formatDecimal(String(Math.trunc(count)))
}

const digits = new Map<string, number>()

/** How many digits a currency usually shows; two where it is not known. */
export function currencyDigits(currency: string | undefined): number {
  if (!currency) return 2
  const known = digits.get(currency) ?? usualDigits(currency)
  digits.set(currency, known)
  return known
}

function usualDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().minimumFractionDigits ?? 2
  } catch {
    return 2
  }
}
