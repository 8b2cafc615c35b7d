// Data of the backend for a screen: asked once per key, kept while it is asked again. An answer
// that comes after a newer question is dropped. It never writes.
import { useCallback, useEffect, useRef, useState } from 'react'
import { onChange } from '../backend'
import { asFailure, type Failure } from '../failure'
import { useDelayed } from './useDelayed'

export interface Asked<T> {
  readonly data: T | undefined
  readonly error: Failure | null
  readonly isLoading: boolean
  /** Loading for more than 300 ms: time to say so. */
  readonly isSlow: boolean
  readonly reload: () => void
}

/** A question with the name under which its answer is kept. */
export type Question<T> = readonly [key: string, ask: () => Promise<T>]

interface State {
  readonly key: string | null
  /** How many times the question had been repeated. */
  readonly turn: number
  readonly data: unknown
  readonly error: Failure | null
  readonly isLoading: boolean
}

const KEPT = 60
const answers = new Map<string, unknown>()

function keep(key: string, data: unknown): void {
  answers.delete(key)
  answers.set(key, data)
  const oldest = answers.keys().next()
  if (answers.size > KEPT && !oldest.done) answers.delete(oldest.value)
}

/** Asked before anybody was there to ask; whoever asks first takes it. */
const early = new Map<string, Promise<unknown>>()

/** Asks ahead, so that what a screen is about to ask is under way before the screen is drawn. */
export function askEarly(...[key, ask]: Question<unknown>): void {
  const asked = ask()
  early.set(key, asked)
  asked.then(
    (data) => {
      if (early.get(key) === asked) keep(key, data)
    },
    () => {},
  )
}

function takeEarly(key: string): Promise<unknown> | undefined {
  const asked = early.get(key)
  early.delete(key)
  return asked
}

// What was asked before something was written is old.
onChange(() => early.clear())

/** Forgets every kept answer, as when practice mode is entered or left. */
export function forgetAnswers(): void {
  answers.clear()
  early.clear()
}

/** `key` names the question, arguments included; `null` asks nothing. */
export function useAsk<T>(key: string | null, ask: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<State>({
    key: null,
    turn: 0,
    data: undefined,
    error: null,
    isLoading: false,
  })
  const [turn, setTurn] = useState(0)
  const latest = useRef(ask)
  latest.current = ask

  const reload = useCallback(() => setTurn((current) => current + 1), [])
  useEffect(() => onChange(reload), [reload])

  useEffect(() => {
    if (key === null) return
    let isStale = false
    setState((was) => {
      const data = was.key === key ? was.data : answers.get(key)
      return { key, turn, data, error: null, isLoading: true }
    })
    const asked = takeEarly(key) ?? latest.current()
    asked.then(
      (data) => {
        if (isStale) return
        keep(key, data)
        setState({ key, turn, data, error: null, isLoading: false })
      },
      (thrown: unknown) => {
        if (!isStale) setState((was) => ({ ...was, error: asFailure(thrown), isLoading: false }))
      },
    )
    return () => {
      isStale = true
    }
  }, [key, turn])

  const isCurrent = state.key === key
  const isLoading = key !== null && (!isCurrent || state.isLoading)
  const isSlow = useDelayed(isLoading)
  const data = isCurrent ? state.data : key === null ? undefined : answers.get(key)
  return { data: data as T | undefined, error: isCurrent ? state.error : null, isLoading, isSlow, reload }
}
