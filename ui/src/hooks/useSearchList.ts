// What a searching list shows: asks the backend for each text, drops answers that come late, and
// keeps which row is active. It never filters or sorts on its own.
import { useCallback, useEffect, useRef, useState } from 'react'
import { asFailure, type Failure } from '../failure'
import { useDelayed } from './useDelayed'

/** A part of a list, and how many match in all. */
export interface Found<T> {
  readonly rows: readonly T[]
  readonly total: number
}

export interface SearchList<T> {
  readonly rows: readonly T[]
  readonly total: number
  readonly error: Failure | null
  /** The rows belong to an older text. */
  readonly isStale: boolean
  readonly isSlow: boolean
  readonly hasAnswer: boolean
  readonly active: number
  readonly setActive: (index: number) => void
  readonly ask: (text: string, first: 'none' | 'choosable') => void
  readonly clear: () => void
}

interface State<T> {
  readonly found: Found<T> | null
  readonly error: Failure | null
  readonly isAsking: boolean
  readonly active: number
}

const EMPTY = { found: null, error: null, isAsking: false, active: -1 } as const

/** `search` asks the backend; `isChoosable` says which row becomes active at once. */
export function useSearchList<T>(
  search: (text: string) => Promise<Found<T>>,
  isChoosable: (row: T) => boolean,
): SearchList<T> {
  const [state, setState] = useState<State<T>>(EMPTY)
  const latest = useRef({ search, isChoosable })
  latest.current = { search, isChoosable }
  const turn = useRef(0)

  const ask = useCallback((text: string, first: 'none' | 'choosable') => {
    turn.current += 1
    const mine = turn.current
    setState((was) => ({ ...was, isAsking: true, error: null }))
    latest.current.search(text).then(
      (found) => {
        if (mine !== turn.current) return
        const active = first === 'none' ? -1 : found.rows.findIndex((row) => latest.current.isChoosable(row))
        setState({ found, error: null, isAsking: false, active })
      },
      (thrown: unknown) => {
        if (mine === turn.current) setState({ ...EMPTY, error: asFailure(thrown) })
      },
    )
  }, [])

  const clear = useCallback(() => {
    turn.current += 1
    setState(EMPTY)
  }, [])
  const setActive = useCallback((active: number) => setState((was) => ({ ...was, active })), [])
  useEffect(() => clear, [clear])

  return {
    rows: state.found?.rows ?? [],
    total: state.found?.total ?? 0,
    error: state.error,
    isStale: state.isAsking,
    isSlow: useDelayed(state.isAsking),
    hasAnswer: state.found !== null,
    active: state.active,
    setActive,
    ask,
    clear,
  }
}
