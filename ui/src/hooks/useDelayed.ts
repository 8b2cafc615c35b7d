// Turns true once something has lasted a while, so that what is quick never flickers.
import { useEffect, useState } from 'react'

export const PATIENCE = 300

export function useDelayed(isActive: boolean, delay: number = PATIENCE): boolean {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!isActive) return
    const timer = window.setTimeout(() => setLong(true), delay)
    return () => {
      window.clearTimeout(timer)
      setLong(false)
    }
  }, [isActive, delay])
  return isActive && isLong
}
