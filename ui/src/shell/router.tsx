// Where in the window one is: a path and its parameters, in memory, with a way back and a word
// for screens that have something unsaved. The address mirrors it so that a reload stays put.
import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'

export type Params = Readonly<Record<string, string>>

export interface Place {
  readonly path: string
  readonly params: Params
}

export interface Router extends Place {
  /** `navigate('upload', { job: 3 })`. Answers false where an unsaved screen kept the reader. */
  readonly navigate: (path: string, params?: Readonly<Record<string, string | number>>) => Promise<boolean>
  /** The same screen with other parameters, without a step to go back to. */
  readonly replace: (params: Readonly<Record<string, string | number>>) => void
  /** To where one came from; else to `fallback`, or to the first screen. */
  readonly back: (fallback?: string) => Promise<boolean>
  readonly canGoBack: boolean
}

export type MayLeave = () => Promise<boolean>

const RouterContext = createContext<Router | null>(null)
const guards = new Set<{ current: MayLeave }>()
const onUnsaved = new Set<(isUnsaved: boolean) => void>()

/** Tells the listener whether something is unsaved, now and each time that changes. */
export function watchUnsaved(listener: (isUnsaved: boolean) => void): () => void {
  onUnsaved.add(listener)
  listener(guards.size > 0)
  return () => onUnsaved.delete(listener)
}

function tellUnsaved(): void {
  for (const listener of onUnsaved) listener(guards.size > 0)
}

function textOf(params: Readonly<Record<string, string | number>> = {}): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
}

function addressOf({ path, params }: Place): string {
  const query = new URLSearchParams(params).toString()
  return `#/${path}${query === '' ? '' : `?${query}`}`
}

/** The place that an address names. */
export function placeOf(address: string, first: string): Place {
  const [path = '', query = ''] = address.replace(/^#\/?/, '').split('?')
  return { path: path === '' ? first : path, params: Object.fromEntries(new URLSearchParams(query)) }
}

let asking: Promise<boolean> | null = null

async function askAll(): Promise<boolean> {
  for (const guard of [...guards]) {
    if (!(await guard.current())) return false
  }
  return true
}

/**
 * Asks whoever has something unsaved; false where one of them keeps the reader. Whoever asks while
 * the question stands gets the same answer.
 */
export function mayLeave(): Promise<boolean> {
  asking ??= askAll().finally(() => {
    asking = null
  })
  return asking
}

export interface RouterProviderProps {
  /** The path that an empty address stands for. */
  readonly first: string
  readonly children: ReactNode
}

export function RouterProvider({ first, children }: RouterProviderProps) {
  const [trail, setTrail] = useState<readonly Place[]>(() => [placeOf(window.location.hash, first)])
  const place = trail.at(-1) ?? { path: first, params: {} }

  useEffect(() => window.history.replaceState(null, '', addressOf(place)), [place])

  const router = useMemo<Router>(() => {
    const go = async (next: (was: readonly Place[]) => readonly Place[]): Promise<boolean> => {
      if (asking || !(await mayLeave())) return false
      // Until the next screen can be drawn, this one stays in sight.
      startTransition(() => setTrail(next))
      return true
    }
    return {
      ...place,
      canGoBack: trail.length > 1,
      navigate: (path, params) => go((was) => [...was, { path, params: textOf(params) }].slice(-50)),
      replace: (params) =>
        setTrail((was) => [...was.slice(0, -1), { path: place.path, params: textOf(params) }]),
      back: (fallback) =>
        go((was) => (was.length > 1 ? was.slice(0, -1) : [{ path: fallback ?? first, params: {} }])),
    }
  }, [place, trail.length, first])

  return <RouterContext value={router}>{children}</RouterContext>
}

export function useRouter(): Router {
  const router = useContext(RouterContext)
  if (!router) throw new Error('useRouter needs a RouterProvider above it')
  return router
}

/** Asks before the screen is left, for as long as there is something to lose. See also LeaveGuard. */
export function useMayLeave(isGuarded: boolean, ask: MayLeave): void {
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (!isGuarded) return
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    guards.add(latest)
    tellUnsaved()
    window.addEventListener('beforeunload', onUnload)
    return () => {
      guards.delete(latest)
      tellUnsaved()
      window.removeEventListener('beforeunload', onUnload)
    }
  }, [isGuarded])
}
