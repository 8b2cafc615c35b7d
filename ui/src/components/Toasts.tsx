// Short news at the foot of the window, with a way to take back what was done. They wait while
// the pointer or focus is on them; F6 leads there. News that only says "done" makes room for the
// next, and stays behind when one goes to another screen: it never piles up over what is read.
import { CircleCheck, Info, X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useKeys } from '../hooks/useKeys'
import { Button, IconButton } from './Button'
import './Toasts.css'

export interface Toast {
  readonly title: string
  readonly text?: string
  readonly kind?: 'done' | 'info'
  readonly undo?: { readonly label?: string; readonly run: () => void }
}

interface Shown extends Toast {
  readonly id: number
  readonly since: number
}

const LASTS = 6_000
const UNDO_LASTS = 20_000
const MOST = 3
/** What was said this short a time ago was not read yet, and comes along to the next screen. */
const UNREAD = 2_000

let shown: readonly Shown[] = []
let count = 0
const watchers = new Set<() => void>()

function show(next: readonly Shown[]): void {
  shown = next
  for (const watcher of watchers) watcher()
}

/** Shows a toast; answers what takes it away early. */
export function toast(news: Toast): () => void {
  count += 1
  const id = count
  const before = isWatched() ? shown : shown.filter((one) => !isPassing(one))
  show([...before, { ...news, id, since: Date.now() }].slice(-MOST))
  return () => dismiss(id)
}

/** One went to another screen: what only said that something was done there has had its time. */
export function leaveToasts(): void {
  if (isWatched()) return
  const kept = shown.filter((one) => !isPassing(one) || Date.now() - one.since < UNREAD)
  if (kept.length < shown.length) show(kept)
}

/** Nothing can be taken back with it, and nothing went wrong. */
function isPassing({ undo, kind }: Toast): boolean {
  return !undo && kind !== 'info'
}

function isWatched(): boolean {
  return document.querySelector('.Toasts:is(:hover, :focus-within)') !== null
}

function dismiss(id: number): void {
  show(shown.filter((one) => one.id !== id))
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function ToastRegion() {
  const list = useSyncExternalStore(watch, () => shown)
  const region = useRef<HTMLElement>(null)
  const [isHeld, setHeld] = useState(false)
  useKeys(
    list.length > 0
      ? [
          {
            keys: 'F6',
            label: 'Go to the newest message',
            run: () => region.current?.querySelector('button')?.focus(),
          },
        ]
      : [],
  )
  return (
    <section
      ref={region}
      className="Toasts"
      aria-label="Messages"
      aria-live="polite"
      data-react-aria-top-layer="true"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {list.map((one) => (
        <ToastCard key={one.id} one={one} isHeld={isHeld} />
      ))}
    </section>
  )
}

function ToastCard({ one, isHeld }: { readonly one: Shown; readonly isHeld: boolean }) {
  const { id, undo } = one
  useEffect(() => {
    if (isHeld) return
    const timer = window.setTimeout(() => dismiss(id), undo ? UNDO_LASTS : LASTS)
    return () => window.clearTimeout(timer)
  }, [id, undo, isHeld])
  const Icon = one.kind === 'info' ? Info : CircleCheck
  return (
    <div className="Toast">
      <Icon className="Toast-icon" data-kind={one.kind ?? 'done'} size={16} aria-hidden />
      <div className="Toast-text">
        <p>{one.title}</p>
        {one.text ? <p className="Muted">{one.text}</p> : null}
      </div>
      {undo ? (
        <Button
          size="s"
          onPress={() => {
            dismiss(id)
            undo.run()
          }}
        >
          {undo.label ?? 'Undo'}
        </Button>
      ) : null}
      <IconButton label="Dismiss" icon={X} size="s" onPress={() => dismiss(id)} />
    </div>
  )
}
