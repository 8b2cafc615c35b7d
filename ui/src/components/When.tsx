// Days and instants in the reader's language, with the exact text for machines beside it.
import { formatAge, formatDay, formatInstant } from '../format/time'

export function Day({ value }: { readonly value: string }) {
  return (
    <time className="Number" dateTime={value}>
      {formatDay(value)}
    </time>
  )
}

export function Instant({ value, timeZone }: { readonly value: string; readonly timeZone?: string }) {
  return (
    <time className="Number" dateTime={value}>
      {formatInstant(value, timeZone ? { timeZone } : {})}
    </time>
  )
}

/** `3 hours ago`, with the exact time on hover. */
export function Age({ value }: { readonly value: string }) {
  return (
    <time dateTime={value} title={formatInstant(value)}>
      {formatAge(value)}
    </time>
  )
}
