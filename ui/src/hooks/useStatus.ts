// What the window's frame is driven by: which books are open, what is connected, how old the copy
// is. And which minute it is, so that "3 hours ago" stays true.
import { useEffect, useState } from 'react'
import type { Status } from '../bindings'
import { STATUS } from '../questions'
import { type Asked, useAsk } from './useAsk'

export function useStatus(): Asked<Status> {
  return useAsk(...STATUS)
}

const MINUTE = 60_000

/** Shows its component anew each minute. */
export function useMinute(): void {
  const [, setTurn] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => setTurn((turn) => turn + 1), MINUTE)
    return () => window.clearInterval(timer)
  }, [])
}

/** Nothing was connected and nothing read: somebody begins. */
export function isFirstStart(status: Status | undefined): boolean {
  if (!status) return false
  const { practice, connectwise, c3, freshness } = status
  if (practice || connectwise || c3) return false
  return !freshness || (!freshness.c3 && !freshness.connectwise && !freshness.file && freshness.events === 0)
}
