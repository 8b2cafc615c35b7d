// What appears below the fold, such as the answer to a form that was saved: brought into sight once,
// without taking focus.
import { type ReactNode, useEffect, useRef } from 'react'

export function InSight({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Its answer, a promise in newer engines, must not be the effect's.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return <div ref={place}>{children}</div>
}

/** Brings a table's row with what is unfolded under it into sight: of both the row, where only one fits. */
export function showRow(unfolded: HTMLElement | null, block: 'start' | 'nearest'): void {
  if (block === 'nearest') unfolded?.scrollIntoView({ block })
  unfolded?.closest('tr')?.previousElementSibling?.scrollIntoView({ block })
}
