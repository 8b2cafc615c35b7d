// Counts and sentences in words, alike on every screen.
import { formatCount, formatDecimal } from './decimal'

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

/** The backend's sentences may lack their full stop; on the screen none does. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
