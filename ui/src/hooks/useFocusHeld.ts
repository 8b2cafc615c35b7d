// Keeps focus in a part of the page when the control that had it goes away or is switched off, as a
// chip that was removed, a row that was dealt with, or a button that saved. Tab goes on from there.
import { type RefObject, useEffect } from 'react'

const PATIENCE = 60

/** `target` takes the focus; without it the part itself does. */
export function useFocusHeld(
  container: RefObject<HTMLElement | null>,
  target?: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const part = container.current
    if (!part) return
    let last: Element | null = null
    part.dataset.holdsFocus = ''
    const onFocus = ({ target: now }: FocusEvent) => {
      // Of parts within parts, the innermost one takes it.
      const isOurs = now instanceof Element && now.closest('[data-holds-focus]') === part
      last = isOurs ? now : null
    }
    let timer = 0
    const look = () => {
      if (last === null || (last.isConnected && !last.matches(':disabled'))) return
      // A control that was switched off keeps the focus in some web views, deaf to every key.
      const now = document.activeElement
      if (now !== null && now !== document.body && now !== last) return
      last = null
      const taker = target?.current ?? part
      taker.focus({ preventScroll: true })
    }
    // A panel that closes gives the focus back on its own, a moment later: a whole page lets it.
    const onChange = () => {
      if (!target) return look()
      window.clearTimeout(timer)
      timer = window.setTimeout(look, PATIENCE)
    }
    part.addEventListener('focusin', onFocus)
    const observer = new MutationObserver(onChange)
    observer.observe(part, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled'],
    })
    return () => {
      part.removeEventListener('focusin', onFocus)
      observer.disconnect()
      window.clearTimeout(timer)
    }
  }, [container, target])
}
