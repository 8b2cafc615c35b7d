// What the window's frame is driven by: which books are open, what is connected, how old the copy
// is. And which minute it is, so that "3 hours ago" stays true.
import { useEffect, useState } from 'react'
import { backend } from '../backend'
import type { Status } from '../bindings'
import { type Asked, useAsk } from './useAsk'

export function useStatus(): Asked<Status> {
  return useAsk('status', () => backend.status())
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
export function isFirstStart({ practice, connectwise, c3, freshness }: Status): boolean {
  if (practice || connectwise || c3) return false
  return !freshness || (!freshness.c3 && !freshness.connectwise && !freshness.file && freshness.events === 0)
}
