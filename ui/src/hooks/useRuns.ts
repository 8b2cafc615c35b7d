// What runs for a while (reading, importing, validating, uploading, resuming): kept for the whole
// window, so that leaving a screen loses neither its progress nor how it ended. It decides nothing.
import { type RefObject, useEffect, useSyncExternalStore } from 'react'
import { announceChange, backend, type Channel, channel } from '../backend'
import type { Step } from '../bindings'
import { type Toast, toast } from '../components/Toasts'
import { asFailure, type Failure } from '../failure'

export interface Run {
  /** The window's own number, known before the run has a record. */
  readonly id: number
  /** What is being done: "Validating 12 customers". */
  readonly title: string
  /** Names what may run once at a time, such as `validate`; none where the caller keeps track. */
  readonly kind: string | null
  readonly step: Step | null
  readonly isCancelling: boolean
  /** How it failed; it then stays until it is dismissed. Cancelled runs leave nothing. */
  readonly failure: Failure | null
}

export interface RunOptions<T> {
  readonly kind?: string
  /** The news where no screen that shows this kind is open when the run ends. */
  readonly news?: (result: T) => Toast
}

let runs: readonly Run[] = []
/** Starts at a number that no run of the page before a reload can still have. */
let last = Math.floor(Date.now() / 1000) % 1_000_000_000
const watchers = new Set<() => void>()
const attending = new Map<string, number>()
/** Those that the page in sight shows itself. */
let shown: ReadonlySet<number> = new Set()

function set(next: readonly Run[]): void {
  runs = next
  for (const watcher of watchers) watcher()
}

function setShown(id: number, isShown: boolean): void {
  if (shown.has(id) === isShown) return
  shown = new Set(isShown ? [...shown, id] : [...shown].filter((one) => one !== id))
  for (const watcher of watchers) watcher()
}

function alter(id: number, part: Partial<Run>): void {
  set(runs.map((run) => (run.id === id ? { ...run, ...part } : run)))
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

const isAttended = (kind: string | null) => kind !== null && (attending.get(kind) ?? 0) > 0

/**
 * Starts a run and keeps it in sight until it ends. `work` hands both arguments to the command.
 * Answers what the command answers; throws its `Failure`.
 */
export async function startRun<T>(
  title: string,
  work: (run: number, progress: Channel<Step>) => Promise<T>,
  { kind, news }: RunOptions<T> = {},
): Promise<T> {
  last += 1
  const id = last
  const begun: Run = { id, title, kind: kind ?? null, step: null, isCancelling: false, failure: null }
  set([...runs.filter((run) => run.failure === null || run.kind !== begun.kind), begun])
  try {
    const result = await work(
      id,
      channel<Step>((step) => alter(id, { step })),
    )
    dismissRun(id)
    if (news && !isAttended(begun.kind)) toast(news(result))
    return result
  } catch (thrown) {
    const failure = asFailure(thrown)
    const isKept = begun.kind !== null && failure.code !== 'cancelled'
    if (isKept) alter(id, { failure, isCancelling: false })
    else dismissRun(id)
    if (isKept && !isAttended(begun.kind)) {
      toast({ kind: 'info', title: `${title} did not finish`, text: failure.message })
    }
    throw failure
  } finally {
    announceChange()
  }
}

/** Asks a run to stop. What it wrote until then stays recorded. */
export async function cancelRun(id: number): Promise<void> {
  alter(id, { isCancelling: true })
  try {
    await backend.cancelRun(id)
  } catch {
    alter(id, { isCancelling: false })
  }
}

/** Forgets a run that failed. */
export function dismissRun(id: number): void {
  set(runs.filter((run) => run.id !== id))
}

/** All that is under way, the oldest first. */
export function useRuns(): readonly Run[] {
  const all = useSyncExternalStore(watch, () => runs)
  return all.filter((run) => run.failure === null)
}

/** Those that nothing in sight shows: each run and its Cancel stand once. */
export function useUnshownRuns(): readonly Run[] {
  const elsewhere = useSyncExternalStore(watch, () => shown)
  return useRuns().filter(({ id }) => !elsewhere.has(id))
}

/** Says that the page shows a run, for as long as its place there is not scrolled out of sight. */
export function useShownRun(id: number, place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const target = place.current
    if (!target) return
    setShown(id, true)
    const observer = new IntersectionObserver((seen) => setShown(id, seen.at(-1)?.isIntersecting === true))
    observer.observe(target)
    return () => {
      observer.disconnect()
      setShown(id, false)
    }
  }, [id, place])
}

/** The newest run of a kind, one that failed too. The screen that asks also shows how it ends. */
export function useRun(kind: string): Run | null {
  const all = useSyncExternalStore(watch, () => runs)
  useEffect(() => {
    attending.set(kind, (attending.get(kind) ?? 0) + 1)
    return () => {
      attending.set(kind, (attending.get(kind) ?? 1) - 1)
    }
  }, [kind])
  return all.findLast((run) => run.kind === kind) ?? null
}
