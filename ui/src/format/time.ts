// Days and instants from ISO text to the reader's language. A day is a calendar day and never
// shifts with a time zone; an instant is UTC and is shown in the reader's own zone, or a named one.

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs far more than using one, and a table has thousands of dates. */
export function formatOf(
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
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

/** A day without its year, for the marks of a plot's axis alone. */
export function formatAxisDay(iso: string, locale?: string): string {
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

const TIME = /^(\d{1,2})(?:[:.h ]\s*(\d{2}))?$/i

function timeFormat(locale: string | undefined): Intl.DateTimeFormat {
  return formatOf(locale, { timeStyle: 'short', timeZone: 'UTC', numberingSystem: 'latn' })
}

/** `06:30` → `6:30 AM`, as instants are written; what is no time of day is shown as it came. */
export function formatTime(time: string, locale?: string): string {
  const match = /^(\d{2}):(\d{2})$/.exec(time)
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2])]
  if (!match || hours > 23 || minutes > 59) return time
  return timeFormat(locale).format(new Date(Date.UTC(2000, 0, 1, hours, minutes)))
}

/** `6:30 AM`, `6.30 pm`, `18:30`, `6` → `06:30`, `18:30`; null where it is no time of day. */
export function timeIn(text: string, locale?: string): string | null {
  const half = [0, 12].map((hours) =>
    timeFormat(locale)
      .formatToParts(new Date(Date.UTC(2000, 0, 1, hours)))
      .find(({ type }) => type === 'dayPeriod')
      ?.value.toLowerCase(),
  )
  const words = text.trim().toLowerCase()
  const isOf = (names: ReadonlyArray<string | undefined>) =>
    names.find((name) => name && words.includes(name))
  const after = isOf([half[1], 'pm', 'p.m.'])
  const period = after ?? isOf([half[0], 'am', 'a.m.'])
  const match = TIME.exec((period ? words.replace(period, '') : words).trim())
  if (!match) return null
  const told = Number(match[1])
  if (period && (told < 1 || told > 12)) return null
  const hours = period ? (told % 12) + (after ? 12 : 0) : told
  const minutes = Number(match[2] ?? 0)
  if (hours > 23 || minutes > 59) return null
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':')
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
