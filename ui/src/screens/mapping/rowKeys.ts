// The keys of a sheet in the products table: from the dropdown of one row to that of another. Rows
// without a dropdown are passed over, and at either end the focus stays where it is.
import type { KeyboardEvent } from 'react'
import type { KeyBinding } from '../../hooks/useKeys'

const GROUP = 'Product rows'

/** What the list of keys says of them; they are the cell's own and work nowhere else. */
export const ROW_KEYS: readonly KeyBinding[] = [
  { keys: 'ArrowUp', label: 'Row above, row below', group: GROUP },
  { keys: 'ArrowDown', label: 'Row above, row below', group: GROUP },
  { keys: 'mod+Home', label: 'First row, last row', group: GROUP },
  { keys: 'mod+End', label: 'First row, last row', group: GROUP },
  { keys: 'alt+ArrowDown', label: 'Open the dropdown; typing does it too', group: GROUP },
  { keys: 'Enter', label: 'Take, and go down a row', group: GROUP },
]

type Step = 'first' | 'above' | 'below' | 'last'

/** Goes where a key leads, before the dropdown sees it. An open one keeps its keys: they move in its
 * list. */
export function moveByKey(event: KeyboardEvent): void {
  const { target } = event
  if (!(target instanceof HTMLInputElement) || target.getAttribute('aria-expanded') !== 'false') return
  const step = stepOf(event)
  if (step === null) return
  event.preventDefault()
  event.stopPropagation()
  focusRow(target.closest<HTMLElement>('.ItemCell'), step)
}

function stepOf({ key, altKey, shiftKey, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): Step | null {
  if (altKey || shiftKey || nativeEvent.isComposing) return null
  const isMod = ctrlKey || metaKey
  if (!isMod) return key === 'ArrowUp' ? 'above' : key === 'ArrowDown' ? 'below' : null
  return key === 'Home' ? 'first' : key === 'End' ? 'last' : null
}

/** Gives the focus to another row's dropdown without opening it. */
export function focusRow(cell: HTMLElement | null, step: Step): void {
  const all = [...(cell?.closest('table')?.querySelectorAll<HTMLElement>('.ItemCell') ?? [])]
  if (!cell) return
  const at = all.indexOf(cell)
  const row = { first: all[0], above: all[at - 1], below: all[at + 1], last: all.at(-1) }[step]
  const field = row?.querySelector<HTMLInputElement>('input')
  field?.focus({ preventScroll: true })
  // The browser would be content with a row that the table's head covers.
  field?.scrollIntoView({ block: 'nearest' })
}
