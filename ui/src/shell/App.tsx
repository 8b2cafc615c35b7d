// The window: its frame around the screen that the router names, the palette, the list of keys, and
// the whole pages that stand in their place while the books are not open.
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import type { Status } from '../bindings'
import { CommandPalette } from '../components/CommandPalette'
import { KeyboardHelp } from '../components/KeyboardHelp'
import { leaveToasts, ToastRegion } from '../components/Toasts'
import { type KeyBinding, useKeys } from '../hooks/useKeys'
import { useRuns } from '../hooks/useRuns'
import { isFirstStart, useMinute, useStatus } from '../hooks/useStatus'
import { actionsFor } from './actions'
import { leavePractice, PRACTICE_RUN, REFRESH_RUN, readable, readSystems } from './books'
import { CrashPage } from './CrashPage'
import { connectionsOf } from './connections'
import { FaultBoundary } from './FaultBoundary'
import { Frame } from './Frame'
import { findAnything } from './find'
import { Opening } from './Opening'
import { type Router, RouterProvider, useRouter } from './router'
import { loadWhenIdle, SCREENS, WELCOME } from './screens'
import { Trouble } from './Trouble'
import { useClosing } from './useClosing'
import { useWantedPractice } from './useWantedPractice'

export function App() {
  return (
    <FaultBoundary>
      <RouterProvider first="overview">
        <Window />
      </RouterProvider>
    </FaultBoundary>
  )
}

function Window() {
  useClosing()
  const status = useStatus()
  const { data } = status
  const isWanted = useWantedPractice(data)
  useEffect(() => {
    if (!data) return
    // Whoever drives the window from outside waits for this, and measures by it.
    document.getElementById('root')?.setAttribute('data-ready', '')
    performance.mark('ready')
  }, [data])
  if (isWanted || (!data && status.error)) return <Opening asked={status} isPractice={isWanted} />
  if (data?.crash) return <CrashPage crash={data.crash} />
  if (data?.failure) return <Trouble failure={data.failure} />
  return <Books key={data?.practice ? 'practice' : 'real'} status={data} isSlow={status.isSlow} />
}

interface BooksProps {
  /** None at the very start: the frame is painted before the backend's first answer. */
  readonly status: Status | undefined
  readonly isSlow: boolean
}

function Books({ status, isSlow }: BooksProps) {
  const router = useRouter()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const close = () => setOpen(null)
  useKeys(globalKeys(router, setOpen))
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of screen that counts.
  useEffect(leaveToasts, [router.path])
  useEffect(loadWhenIdle, [])
  const actions = actionsFor({
    status: status ?? NOTHING_KNOWN,
    router,
    // The palette closes first: it gives the focus back before the list of keys takes it.
    onKeys: () => window.setTimeout(() => setOpen('keys'), 0),
    onLeavePractice: () => void leaveBooks(router),
  })
  const screen = SCREENS.find(({ path }) => path === router.path) ?? SCREENS[0]
  const isWelcome = router.path === 'welcome' || (screen.path === 'overview' && isFirstStart(status))
  const Content = isWelcome ? WELCOME : screen.content
  return (
    <>
      <WindowFrame status={status} router={router} current={screen.path}>
        {status ? (
          <Suspense>
            <FaultBoundary key={isWelcome ? 'welcome' : screen.path} screen={screen.path}>
              <Content />
            </FaultBoundary>
          </Suspense>
        ) : isSlow ? (
          <p className="Frame-opening Muted">Opening the books…</p>
        ) : null}
      </WindowFrame>
      <ToastRegion />
      <CommandPalette
        isOpen={open === 'palette'}
        onClose={close}
        search={(text) => findAnything(text, router, actions)}
      />
      <KeyboardHelp isOpen={open === 'keys'} onClose={close} />
    </>
  )
}

const NOTHING_KNOWN = { connectwise: null, c3: null, practice: null }

/** Where something is unsaved, it asks first. */
async function leaveBooks(router: Router): Promise<void> {
  if (await router.navigate('overview')) await leavePractice()
}

interface WindowFrameProps {
  readonly status: Status | undefined
  readonly router: Router
  readonly current: string
  readonly children: ReactNode
}

function WindowFrame({ status, router, current, children }: WindowFrameProps) {
  useMinute()
  const runs = useRuns()
  const what = readable(status ?? NOTHING_KNOWN)
  return (
    <Frame
      screens={SCREENS}
      current={current}
      onGo={(path) => void router.navigate(path)}
      connections={status ? connectionsOf(status) : []}
      onConnections={() => void router.navigate('settings', { section: 'connectwise' })}
      refresh={
        what
          ? {
              onPress: () => void readSystems(what),
              isBusy: runs.some(({ kind }) => kind === REFRESH_RUN || kind === PRACTICE_RUN),
            }
          : undefined
      }
      practice={status?.practice ? { onLeave: () => void leaveBooks(router) } : undefined}
    >
      {children}
    </Frame>
  )
}

/** The screen's first field that narrows a list, else its first dropdown that is searched. */
function focusSearch(): void {
  const found = document.querySelector<HTMLInputElement>(
    '.Frame-main input[type="search"], .Frame-main input[role="combobox"]:not(:disabled)',
  )
  found?.focus()
  found?.select()
}

function globalKeys(router: Router, setOpen: (what: 'palette' | 'keys') => void): readonly KeyBinding[] {
  const group = 'Everywhere'
  return [
    { keys: 'mod+k', label: 'Go to anything', group, run: () => setOpen('palette') },
    { keys: '/', label: 'Search on this screen', group, run: focusSearch },
    { keys: '?', label: 'This list', group, run: () => setOpen('keys') },
    { keys: 'alt+ArrowLeft', label: 'Back', group, run: () => void router.back() },
    ...SCREENS.map(({ path, title }, index) => ({
      keys: `alt+${index + 1}`,
      label: title,
      group: 'Screens',
      run: () => void router.navigate(path),
    })),
    ...SCREENS.map(({ path, title, letter }) => ({
      keys: `g ${letter}`,
      label: title,
      group: 'Screens',
      run: () => void router.navigate(path),
    })),
  ]
}
