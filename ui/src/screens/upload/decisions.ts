// What was decided on a record's findings while the window is open, so that a row says so until the
// next validation. The backend keeps the decisions; the next upload carries them out.
import { useSyncExternalStore } from 'react'
import type { Finding } from '../../bindings'

/** What is said of a hold that was lifted: no decision, but it changes the plan as one does. */
export const LIFTED = 'Lifted'

let decided: ReadonlyMap<string, string> = new Map()
const watchers = new Set<() => void>()

function keyOf(job: number, { agreement, addition, subscription }: Finding): string {
  return `${job}:${agreement}:${addition}:${subscription}`
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function noteDecision(job: number, finding: Finding, words: string): void {
  decided = new Map(decided).set(keyOf(job, finding), words)
  for (const watcher of watchers) watcher()
}

export interface Decisions {
  readonly job: number
  /** Decisions that were saved. */
  readonly count: number
  /** Holds that were lifted. */
  readonly lifted: number
  readonly wordsFor: (finding: Finding) => string | undefined
}

export function useDecisions(job: number): Decisions {
  const all = useSyncExternalStore(watch, () => decided)
  const own = [...all].filter(([key]) => key.startsWith(`${job}:`))
  const lifted = own.filter(([, words]) => words === LIFTED).length
  return { job, count: own.length - lifted, lifted, wordsFor: (finding) => all.get(keyOf(job, finding)) }
}

export interface DecideProps {
  readonly job: number
  readonly finding: Finding
  readonly onDone: () => void
}
