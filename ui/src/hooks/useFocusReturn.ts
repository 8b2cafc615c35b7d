// Gives focus back to where it was when what had taken it goes away.
import { type RefObject, useEffect } from 'react'

export function useFocusReturn(
  container: RefObject<HTMLElement | null>,
  first?: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const before = document.activeElement
    const held = container.current
    const target = first?.current ?? held
    target?.focus({ preventScroll: true })
    return () => {
      const now = document.activeElement
      const isOurs = now === null || now === document.body || held?.contains(now) === true
      if (isOurs && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [container, first])
}
