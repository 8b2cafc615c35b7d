// Changes per day, laid out for the plot and its table: no day left out, kinds gathered into four
// groups that the plot can tell apart. It counts what the backend counted and no more.
import type { ChangeKind, DayOfChanges } from '../../bindings'
import { formatCount } from '../../format/decimal'
import { formatDay } from '../../format/time'
import { counted } from '../../format/words'
import { daysUntil } from '../history/days'
import { KINDS } from '../history/place'

export type Group = 'more' | 'fewer' | 'price' | 'other'

export const GROUPS: readonly Group[] = ['more', 'fewer', 'price', 'other']

export const GROUP_WORDS: Readonly<Record<Group, string>> = {
  more: 'New, increase, reactivated',
  fewer: 'Decrease, ended, suspended',
  price: 'Price',
  other: 'Several at once, or other',
}

const GROUP_OF: Readonly<Record<ChangeKind, Group>> = {
  new: 'more',
  increase: 'more',
  reactivated: 'more',
  decrease: 'fewer',
  ended: 'fewer',
  suspended: 'fewer',
  price: 'price',
  combined: 'other',
  'no-change': 'other',
  review: 'other',
}

export interface BusyDay extends Readonly<Record<Group, number>> {
  readonly day: string
  readonly total: number
  readonly kinds: Readonly<Partial<Record<ChangeKind, number>>>
}

export interface Busy {
  readonly days: readonly BusyDay[]
  readonly total: number
  /** The day with the most changes; none where there are none. */
  readonly busiest: BusyDay | null
  /** The kinds that occur. */
  readonly kinds: readonly ChangeKind[]
}

/** `count` days, the last of them `today` or the newest day with a change. */
export function busyOf(rows: readonly DayOfChanges[], today: string, count: number): Busy {
  const until = [today, ...rows.map(({ day }) => day)].sort().at(-1) ?? today
  const byDay = new Map<string, DayOfChanges[]>()
  for (const row of rows) byDay.set(row.day, [...(byDay.get(row.day) ?? []), row])
  const days = daysUntil(until, count).map((day) => dayOf(day, byDay.get(day) ?? []))
  const most = days.reduce<BusyDay | null>((best, day) => (day.total > (best?.total ?? 0) ? day : best), null)
  return {
    days,
    total: days.reduce((sum, day) => sum + day.total, 0),
    busiest: most,
    kinds: KINDS.filter((kind) => days.some((day) => day.kinds[kind])),
  }
}

function dayOf(day: string, rows: readonly DayOfChanges[]): BusyDay {
  const sums: Record<Group, number> = { more: 0, fewer: 0, price: 0, other: 0 }
  const kinds: Partial<Record<ChangeKind, number>> = {}
  let total = 0
  for (const { kind, events } of rows) {
    sums[GROUP_OF[kind]] += events
    kinds[kind] = (kinds[kind] ?? 0) + events
    total += events
  }
  return { day, total, kinds, ...sums }
}

/** "12 Oct 2026: 34 changes. Price 3." */
export function wordsOf(day: BusyDay | undefined): string {
  if (!day) return ''
  if (day.total === 0) return `${formatDay(day.day)}: no changes`
  const parts = GROUPS.filter((group) => day[group] > 0).map(
    (group) => `${GROUP_WORDS[group]}: ${formatCount(day[group])}`,
  )
  return `${formatDay(day.day)}: ${counted(day.total, 'change')}. ${parts.join('. ')}.`
}
