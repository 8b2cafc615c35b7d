// The window's keys: each is registered with its words, so that the list of keys is always true.
// Plain letters do nothing while one types; nothing acts behind an open dialog.
import { useEffect, useRef } from 'react'

export interface KeyBinding {
  /** `mod+k` (Ctrl, or Cmd on a Mac), `alt+1`, `?`, `Escape`, or two letters in a row: `g m`. */
  readonly keys: string
  readonly label: string
  readonly group?: string
  /** None where what has the focus acts on the key itself: then it is listed and nothing else. */
  readonly run?: () => void
}

const bindings = new Set<{ current: KeyBinding }>()
let lead: { readonly key: string; readonly at: number } | null = null
const LEAD_LASTS = 1000

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** The keys that work now, in the order of their groups. */
export function knownKeys(): readonly KeyBinding[] {
  return [...bindings].map((binding) => binding.current)
}

/** `mod+k` → `Ctrl K`, or `⌘ K` on a Mac. */
export function keyNames(keys: string): readonly string[] {
  const names: Record<string, string> = isMac
    ? { mod: '⌘', alt: '⌥', shift: '⇧' }
    : { mod: 'Ctrl', alt: 'Alt', shift: 'Shift' }
  return keys.split(/[+ ]/).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement
}

function chordOf(event: KeyboardEvent): string {
  // With Alt a Mac types another character; the key's place tells which digit it is.
  const digit = event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined
  const key = digit ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key)
  const isMod = isMac ? event.metaKey : event.ctrlKey
  return [isMod ? 'mod' : '', event.altKey ? 'alt' : '', key].filter(Boolean).join('+')
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return
  if (document.querySelector('.Dialog-veil')) return
  const chord = chordOf(event)
  const isPlain = chord.length === 1
  if (isPlain && isTyping(event.target)) return
  const pair = lead && Date.now() - lead.at < LEAD_LASTS ? `${lead.key} ${chord}` : chord
  // What was registered last is nearest to the reader and comes first.
  const found = [...bindings]
    .reverse()
    .find(({ current: { keys, run } }) => run && (keys === pair || keys === chord))
  lead = isPlain && !found ? { key: chord, at: Date.now() } : null
  if (!found) return
  event.preventDefault()
  found.current.run?.()
}

/** Registers keys for as long as the component is shown. */
export function useKeys(list: readonly KeyBinding[]): void {
  const latest = useRef(list)
  latest.current = list
  const names = list.map((binding) => binding.keys).join('\n')
  useEffect(() => {
    const mine = names === '' ? [] : names.split('\n').map((_, index) => slot(latest, index))
    if (bindings.size === 0) document.addEventListener('keydown', onKeyDown)
    for (const one of mine) bindings.add(one)
    return () => {
      for (const one of mine) bindings.delete(one)
      if (bindings.size === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [names])
}

const NOTHING: KeyBinding = { keys: '', label: '' }

function slot(latest: { readonly current: readonly KeyBinding[] }, index: number): { current: KeyBinding } {
  return {
    get current() {
      return latest.current[index] ?? NOTHING
    },
  }
}
