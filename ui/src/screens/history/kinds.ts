// The kinds of change and what a line became, in words and icons. What kind an event is, the
// backend says.
import {
  Ban,
  CircleDashed,
  CircleHelp,
  Layers,
  type LucideIcon,
  Pause,
  Play,
  Plus,
  Tag as TagIcon,
  TrendingDown,
  TrendingUp,
} from 'lucide-react'
import type { Action, Became, ChangeKind, LedgerEvent } from '../../bindings'
import type { Tone } from '../../components/Tag'

export interface KindFace {
  readonly word: string
  /** What such a change is, in a sentence's second half. */
  readonly meaning: string
  readonly icon: LucideIcon
  readonly tone: Tone
}

export const KIND: Readonly<Record<ChangeKind, KindFace>> = {
  new: { word: 'New', meaning: 'the first licences', icon: Plus, tone: 'accent' },
  increase: { word: 'Increase', meaning: 'more licences', icon: TrendingUp, tone: 'accent' },
  decrease: { word: 'Decrease', meaning: 'fewer licences', icon: TrendingDown, tone: 'neutral' },
  price: { word: 'Price', meaning: 'another price', icon: TagIcon, tone: 'neutral' },
  suspended: { word: 'Suspended', meaning: 'suspended in C3', icon: Pause, tone: 'warn' },
  reactivated: { word: 'Reactivated', meaning: 'active again', icon: Play, tone: 'accent' },
  ended: { word: 'Ended', meaning: 'deleted or disabled', icon: Ban, tone: 'neutral' },
  combined: { word: 'Several', meaning: 'several of these at once', icon: Layers, tone: 'neutral' },
  'no-change': { word: 'No change', meaning: 'nothing changed', icon: CircleDashed, tone: 'neutral' },
  review: { word: 'Review', meaning: 'fits no kind of change', icon: CircleHelp, tone: 'warn' },
}

/** What was done with a line. */
export const DONE: Readonly<Record<Action, string>> = {
  create: 'Added',
  change: 'Changed',
  end: 'Ended',
  void: 'Voided',
  adopt: 'Adopted',
}

/** What became of an event, short enough for a cell: the newest record it led to. */
export interface Outcome {
  readonly text: string
  readonly last: Became | null
}

export function outcomeOf(event: LedgerEvent, waits: boolean): Outcome {
  const last = event.became.reduce<Became | null>(
    (newest, one) => (newest === null || one.job >= newest.job ? one : newest),
    null,
  )
  if (last !== null) {
    const count = event.became.length
    return { text: count === 1 ? DONE[last.action] : `${count} lines`, last }
  }
  if (event.decision === 'discard') return { text: 'Discarded', last: null }
  if (waits) return { text: 'To decide', last: null }
  return { text: event.kind === 'no-change' ? 'Nothing to upload' : 'Not uploaded', last: null }
}

/** The part of a reference behind the subscription's id: `b261017`. */
export function lineMark(reference: string): string {
  return reference.slice(reference.lastIndexOf(':') + 1)
}
