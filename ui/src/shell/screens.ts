// The screens of the window, in the rail's order, with their paths and keys. The overview is there
// from the start; the others are loaded once it is painted.
import {
  ArrowLeftRight,
  CloudUpload,
  History,
  LayoutDashboard,
  type LucideIcon,
  Settings,
} from 'lucide-react'
import type { ComponentType } from 'react'
import { OverviewScreen } from '../screens/OverviewScreen'
import { PLOT } from '../screens/overview/BusyDays'
import { TREND_PLOT } from '../screens/overview/NextInvoices'
import { late } from './late'

export interface Screen {
  readonly path: string
  readonly title: string
  readonly icon: LucideIcon
  /** The letter after `g`. */
  readonly letter: string
  readonly content: ComponentType
}

/** Stands in the place of the overview while nothing is connected. */
export const WELCOME = late(async () => (await import('../screens/welcome/WelcomeScreen')).WelcomeScreen)
const HISTORY = late(async () => (await import('../screens/HistoryScreen')).HistoryScreen)
const MAPPING = late(async () => (await import('../screens/MappingScreen')).MappingScreen)
const UPLOAD = late(async () => (await import('../screens/UploadScreen')).UploadScreen)
const SETTINGS = late(async () => (await import('../screens/SettingsScreen')).SettingsScreen)

export const SCREENS: readonly [Screen, ...Screen[]] = [
  { path: 'overview', title: 'Overview', icon: LayoutDashboard, letter: 'o', content: OverviewScreen },
  { path: 'history', title: 'Subscription history', icon: History, letter: 'h', content: HISTORY },
  { path: 'mapping', title: 'Mapping', icon: ArrowLeftRight, letter: 'm', content: MAPPING },
  { path: 'upload', title: 'Upload', icon: CloudUpload, letter: 'u', content: UPLOAD },
  { path: 'settings', title: 'Settings', icon: Settings, letter: 's', content: SETTINGS },
]

/** In the order in which they are loaded. */
const LATER = {
  welcome: WELCOME,
  upload: UPLOAD,
  mapping: MAPPING,
  history: HISTORY,
  settings: SETTINGS,
  overview: PLOT,
  nextInvoices: TREND_PLOT,
}

/** Begins to load what the screen that is shown first lacks. */
export function loadFirst(path: string): void {
  if (path in LATER) void LATER[path as keyof typeof LATER].preload()
}

/** Until the first screen has its answers and was painted with them. */
const IDLE = 300

/** Loads all of them, one after the other, so that going to one never waits. */
export function loadWhenIdle(): () => void {
  const timer = window.setTimeout(async () => {
    for (const part of Object.values(LATER)) await part.preload()
  }, IDLE)
  return () => window.clearTimeout(timer)
}
