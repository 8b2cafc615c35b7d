// One piece of work that a control starts: whether it runs, and how it failed. A second start
// while it runs does nothing.
import { useCallback, useRef, useState } from 'react'
import { asFailure, type Failure } from '../failure'

export interface Work<A extends readonly unknown[]> {
  readonly isBusy: boolean
  readonly error: Failure | null
  /** Answers true when the work came to its end. */
  readonly start: (...args: A) => Promise<boolean>
  readonly clear: () => void
}

export function useWork<A extends readonly unknown[]>(work: (...args: A) => Promise<unknown>): Work<A> {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Failure | null>(null)
  const isRunning = useRef(false)
  const latest = useRef(work)
  latest.current = work
  const start = useCallback(async (...args: A) => {
    if (isRunning.current) return false
    isRunning.current = true
    setBusy(true)
    setError(null)
    try {
      await latest.current(...args)
      return true
    } catch (thrown) {
      setError(asFailure(thrown))
      return false
    } finally {
      isRunning.current = false
      setBusy(false)
    }
  }, [])
  const clear = useCallback(() => setError(null), [])
  return { isBusy, error, start, clear }
}
