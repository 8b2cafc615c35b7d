// Keeps focus in a part of the page when the control that had it goes away, as a chip that was
// removed or a row that was dealt with. The part itself takes it, so that Tab goes on from there.
import { type RefObject, useEffect } from 'react'

export function useFocusHeld(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const part = container.current
    if (!part) return
    let last: Element | null = null
    part.dataset.holdsFocus = ''
    const onFocus = ({ target }: FocusEvent) => {
      // Of parts within parts, the innermost one takes it.
      const isOurs = target instanceof Element && target.closest('[data-holds-focus]') === part
      last = isOurs ? target : null
    }
    const onChange = () => {
      const isGone = last !== null && !last.isConnected
      if (!isGone || document.activeElement !== document.body) return
      last = null
      part.focus({ preventScroll: true })
    }
    part.addEventListener('focusin', onFocus)
    const observer = new MutationObserver(onChange)
    observer.observe(part, { childList: true, subtree: true })
    return () => {
      part.removeEventListener('focusin', onFocus)
      observer.disconnect()
    }
  }, [container])
}
