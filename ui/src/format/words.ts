// Counts and sentences in words, alike on every screen.
import { formatCount, formatDecimal } from './decimal'
import { formatDay } from './time'

/** `1 customer`, `5,000 customers`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** `1 licence`, `8 licences`; the quantity stays the text that it is. */
export function licences(quantity: string): string {
  return `${formatDecimal(quantity)} ${/^\+?1(\.0*)?$/.test(quantity.trim()) ? 'licence' : 'licences'}`
}

/** `3 to add, 1 to change and 2 to end`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

// A day that is a word of its own: not one in a file's name, an instant or an invoice's number.
const DAY_IN_TEXT = /(?<![\w./\\-])\d{4}-\d{2}-\d{2}(?![\w/\\-]|\.\w)/g

// The same as the engine's sentences write it: `15 Nov 2026`.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const NAMED_DAY = new RegExp(`\\b(\\d{1,2}) (${MONTHS.join('|')}) (\\d{4})\\b`, 'g')

/** The days in a text of the backend's, written as everywhere on the screen: `from Nov 1, 2026 on`. */
export function inWords(text: string, locale?: string): string {
  const named = text.replace(NAMED_DAY, (_, day: string, month: string, year: string) =>
    [year, String(MONTHS.indexOf(month) + 1).padStart(2, '0'), day.padStart(2, '0')].join('-'),
  )
  return named.replace(DAY_IN_TEXT, (day) => formatDay(day, locale))
}

/** The backend's sentences may lack their full stop; on the screen none does. */
export function sentence(text: string): string {
  const trimmed = inWords(text).trim()
  return trimmed === '' || /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
