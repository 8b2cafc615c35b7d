// The behaviour of a searching combobox: when it is open, what was typed, what the keys do. It
// shows nothing and never chooses on its own.
import { type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from 'react'
import { type Found, type SearchList, useSearchList } from '../hooks/useSearchList'

export interface ComboOption {
  readonly id: string
  readonly label: string
  /** What tells equals apart: identifier, city, status, cycle, price. */
  readonly secondary?: string | undefined
  /** Why it cannot be chosen; it stays in the list, greyed. */
  readonly disabledReason?: string | null | undefined
  readonly tag?: ReactNode
}

export interface ComboQuestion<T> {
  readonly value: T | null
  readonly search: (text: string) => Promise<Found<T>>
  readonly option: (row: T) => ComboOption
  readonly onChoose: (row: T) => void
  readonly memory?: string
}

export interface Combo<T> {
  readonly isOpen: boolean
  /** Just opened, nothing typed yet. */
  readonly isFresh: boolean
  readonly text: string
  readonly list: SearchList<T>
  readonly option: (row: T) => ComboOption
  readonly chosenId: string | null
  readonly open: () => void
  readonly close: () => void
  readonly type: (text: string, event: Event) => void
  readonly take: (index: number) => void
  readonly retry: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const memories = new Map<string, string>()
const PAGE = 8

export function useCombo<T>({ value, search, option, onChoose, memory }: ComboQuestion<T>): Combo<T> {
  const [isOpen, setOpen] = useState(false)
  const [isFresh, setFresh] = useState(true)
  const [text, setText] = useState('')
  const list = useSearchList(search, (row) => !option(row).disabledReason)
  const { ask, clear } = list
  const last = useRef('')

  const show = (next: string, fresh: boolean) => {
    last.current = next
    if (memory) memories.set(memory, next)
    setText(next)
    setFresh(fresh)
    setOpen(true)
    ask(next, fresh || next === '' ? 'none' : 'choosable')
  }
  const open = () => {
    if (!isOpen) show(memory ? (memories.get(memory) ?? '') : last.current, true)
  }
  const close = useCallback(() => {
    setOpen(false)
    clear()
  }, [clear])
  const type = (next: string, event: Event) => {
    // While it is closed the input shows the chosen name, which is no search.
    const typed = event instanceof InputEvent ? (event.data ?? '') : next
    show(isOpen ? next : typed, false)
  }
  const take = (index: number) => {
    const row = list.rows[index]
    if (row === undefined || option(row).disabledReason) return
    close()
    onChoose(row)
  }

  const combo = { isOpen, isFresh, text, list, option, open, close, type, take }
  const chosenId = value === null ? null : option(value).id
  return {
    ...combo,
    chosenId,
    retry: () => ask(text, 'none'),
    onKeyDown: (event) => {
      if (event.nativeEvent.isComposing) return
      const isHandled = isOpen ? keyWhileOpen(event, combo) : keyWhileClosed(event, open, show)
      if (isHandled) event.preventDefault()
    },
  }
}

const hasModifier = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey

function keyWhileClosed(
  event: KeyboardEvent,
  open: () => void,
  show: (text: string, fresh: boolean) => void,
): boolean {
  const isOpening = ['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)
  if (isOpening && !event.ctrlKey && !event.metaKey) {
    open()
    return true
  }
  if (event.key.length === 1 && event.key !== ' ' && !hasModifier(event)) {
    show(event.key, false)
    return true
  }
  return false
}

interface OpenCombo<T> {
  readonly list: SearchList<T>
  readonly close: () => void
  readonly take: (index: number) => void
}

function keyWhileOpen<T>(event: KeyboardEvent, { list, close, take }: OpenCombo<T>): boolean {
  const count = list.rows.length
  const goTo = (index: number) => {
    if (count > 0) list.setActive(Math.max(0, Math.min(count - 1, index)))
    return true
  }
  if (event.key === 'Escape' || (event.altKey && event.key === 'ArrowUp')) {
    event.stopPropagation()
    close()
    return true
  }
  if (event.key === 'Tab') {
    close()
    return false
  }
  if (event.key === 'Enter') {
    // An answer to an older text is not what the reader asked for.
    if (!list.isStale) take(list.active)
    return true
  }
  if (hasModifier(event) || event.shiftKey) return false
  switch (event.key) {
    case 'ArrowDown':
      return goTo(list.active >= count - 1 ? 0 : list.active + 1)
    case 'ArrowUp':
      return goTo(list.active <= 0 ? count - 1 : list.active - 1)
    case 'PageDown':
      return goTo(list.active + PAGE)
    case 'PageUp':
      return goTo(list.active - PAGE)
    case 'Home':
      return goTo(0)
    case 'End':
      return goTo(count - 1)
    default:
      return false
  }
}
