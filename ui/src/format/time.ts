// Days and instants from ISO text to the reader's language. A day is a calendar day and never
// shifts with a time zone; an instant is UTC and is shown in the reader's own zone, or a named one.

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs far more than using one, and a table has thousands of dates. */
function formatOf(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, format)
  return format
}

function dayInUtc(iso: string): Date | null {
  const match = DAY.exec(iso.slice(0, 10))
  if (!match) return null
  return new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])))
}

/** `2025-10-12` → `12 Oct 2025`, in the reader's order. */
export function formatDay(iso: string, locale?: string): string {
  const day = dayInUtc(iso)
  if (!day) return iso
  return formatOf(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(day)
}

/** A day without its year, for where the year goes without saying. */
export function formatShortDay(iso: string, locale?: string): string {
  const day = dayInUtc(iso)
  if (!day) return iso
  return formatOf(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(day)
}

/** The reader's own day, as ISO text: days compare as texts. */
export function today(now: Date = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** How long ago a day was: `12 days ago`, `yesterday`; null from today on. */
export function formatDaysAgo(iso: string, from: string = today(), locale?: string): string | null {
  const [day, now] = [dayInUtc(iso), dayInUtc(from)]
  if (!day || !now || day >= now) return null
  const days = Math.round((now.getTime() - day.getTime()) / 86_400_000)
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')
}

export interface InstantOptions {
  readonly locale?: string
  /** An IANA zone such as `Europe/Zurich`; without it the computer's own. */
  readonly timeZone?: string
}

/** `2025-10-12T14:03:00Z` → `12 Oct 2025, 16:03`. */
export function formatInstant(iso: string, { locale, timeZone }: InstantOptions = {}): string {
  const instant = new Date(iso)
  if (Number.isNaN(instant.getTime())) return iso
  return formatOf(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(instant)
}

const STEPS: ReadonlyArray<readonly [Intl.RelativeTimeFormatUnit, number]> = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** How old something is: `3 hours ago`, `yesterday`, `just now`. */
export function formatAge(iso: string, now: Date = new Date(), locale?: string): string {
  const instant = new Date(iso)
  if (Number.isNaN(instant.getTime())) return iso
  const seconds = Math.max(0, Math.round((now.getTime() - instant.getTime()) / 1000))
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const [unit, size] of STEPS) {
    if (seconds >= size) return words.format(-Math.floor(seconds / size), unit)
  }
  return 'just now'
}
