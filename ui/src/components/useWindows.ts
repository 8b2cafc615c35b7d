// The rows of a long list, read from the backend in windows around what is in sight. Rows that are
// there stay until newer ones take their place; far ones are forgotten.
import { useCallback, useEffect, useRef, useState } from 'react'
import { onChange } from '../backend'
import { asFailure, type Failure } from '../failure'
import type { Found } from '../hooks/useSearchList'

export const WINDOW = 200
const KEPT = 40
const AT_ONCE = 3

export type Load<Row> = (offset: number, limit: number) => Promise<Found<Row>>

export interface Windows<Row> {
  /** How many rows there are; `null` before the first answer. */
  readonly total: number | null
  readonly error: Failure | null
  readonly rowAt: (index: number) => Row | undefined
  /** Says which rows are in sight, so that they and their neighbours get read. */
  readonly look: (from: number, until: number) => void
  readonly retry: () => void
}

interface Piece<Row> {
  readonly rows: readonly Row[]
  readonly edition: number
  readonly question: number
}

interface Store<Row> {
  pieces: Map<number, Piece<Row>>
  running: Set<string>
  /** Counts up with every new question or change; what was read under an older one is outdated. */
  edition: number
  query: string | null
  /** Counts up with every new question alone. */
  question: number
  from: number
  until: number
}

/** `query` names the list; another one begins anew, but the old rows stay until the first answer. */
export function useWindows<Row>(query: string, load: Load<Row>): Windows<Row> {
  const [total, setTotal] = useState<number | null>(null)
  const [error, setError] = useState<Failure | null>(null)
  const [, redraw] = useState(0)
  const latest = useRef(load)
  latest.current = load
  const store = useRef<Store<Row>>({
    pieces: new Map(),
    running: new Set(),
    edition: 0,
    query: null,
    question: 0,
    from: 0,
    until: 0,
  }).current

  const pump = useCallback(() => {
    for (const piece of wanted(store)) {
      if (store.running.size >= AT_ONCE) return
      const { edition, question } = store
      const ticket = `${edition}:${piece}`
      if (store.running.has(ticket)) continue
      store.running.add(ticket)
      latest.current(piece * WINDOW, WINDOW).then(
        (found) => {
          store.running.delete(ticket)
          if (question !== store.question) return pump()
          keep(store, piece, { rows: found.rows, edition, question })
          setTotal(found.total)
          setError(null)
          redraw((count) => count + 1)
          pump()
        },
        (thrown: unknown) => {
          store.running.delete(ticket)
          if (question === store.question) setError(asFailure(thrown))
        },
      )
    }
  }, [store])

  const look = useCallback(
    (from: number, until: number) => {
      store.from = from
      store.until = until
      pump()
    },
    [store, pump],
  )

  const retry = useCallback(() => {
    store.edition += 1
    setError(null)
    pump()
  }, [store, pump])

  useEffect(() => {
    if (store.query === query) return
    store.query = query
    store.question += 1
    store.edition += 1
    store.from = 0
    store.until = 0
    setError(null)
    pump()
  }, [query, store, pump])
  useEffect(() => onChange(retry), [retry])

  const rowAt = (index: number) => store.pieces.get(Math.floor(index / WINDOW))?.rows[index % WINDOW]
  return { total, error, rowAt, look, retry }
}

/** What to read next: what is in sight first, then a window on each side. */
function wanted<Row>({ pieces, edition, from, until }: Store<Row>): number[] {
  const first = Math.floor(from / WINDOW)
  const last = Math.floor(Math.max(from, until) / WINDOW)
  const list: number[] = []
  for (let piece = first; piece <= last; piece += 1) list.push(piece)
  if (pieces.size > 0) list.push(last + 1, first - 1)
  return list.filter((piece) => {
    if (piece < 0 || pieces.get(piece)?.edition === edition) return false
    // Beyond the end there is nothing: the window before it is short.
    const before = pieces.get(piece - 1)
    return piece <= last || before === undefined || before.rows.length === WINDOW
  })
}

function keep<Row>(store: Store<Row>, piece: number, rows: Piece<Row>): void {
  // The first answer to a new question clears what the old one left.
  for (const [index, known] of store.pieces) {
    if (known.question !== rows.question) store.pieces.delete(index)
  }
  store.pieces.set(piece, rows)
  if (store.pieces.size <= KEPT) return
  const middle = (store.from + store.until) / 2 / WINDOW
  const farthest = [...store.pieces.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle))[0]
  if (farthest !== undefined) store.pieces.delete(farthest)
}
