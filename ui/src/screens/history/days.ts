// Calendar days: of an instant in the billing time zone, and rows of days for the plot.
import { formatOf } from '../../format/time'

/** The calendar day on which an instant falls: `2026-10-17`. */
export function dayIn(instant: string, zone: string | undefined): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const format = formatOf('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone ? { timeZone: zone } : {}),
  })
  const parts = format.formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The last `count` days up to `until`, in order, without one left out. */
export function daysUntil(until: string, count: number): readonly string[] {
  const [year = '', month = '', day = ''] = until.split('-')
  const last = Date.UTC(Number(year), Number(month) - 1, Number(day))
  return Array.from({ length: count }, (_, index) =>
    new Date(last - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  )
}
