// Calendar days: of an instant in the billing time zone, and rows of days for the plot.

const calendars = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs more than using it a hundred times. */
function dayParts(zone: string | undefined): Intl.DateTimeFormat {
  const known = calendars.get(zone ?? '')
  if (known) return known
  const made = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone ? { timeZone: zone } : {}),
  })
  calendars.set(zone ?? '', made)
  return made
}

/** The calendar day on which an instant falls: `2026-10-17`. */
export function dayIn(instant: string, zone: string | undefined): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const parts = dayParts(zone).formatToParts(at)
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

const shorts = new Map<string, Intl.DateTimeFormat>()

/** `17 Oct, 14:03`: an instant of this year, where 150,000 rows of it scroll by. */
export function formatThisYear(instant: string, zone: string | undefined): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const key = zone ?? ''
  const known = shorts.get(key)
  const format =
    known ??
    new Intl.DateTimeFormat(undefined, {
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
      ...(zone ? { timeZone: zone } : {}),
    })
  if (!known) shorts.set(key, format)
  return format.format(at)
}
