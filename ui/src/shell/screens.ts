// The screens of the window, in the rail's order, with their paths and keys.
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
import { late } from './late'

const HistoryScreen = late(async () => (await import('../screens/HistoryScreen')).HistoryScreen)
const MappingScreen = late(async () => (await import('../screens/MappingScreen')).MappingScreen)
const UploadScreen = late(async () => (await import('../screens/UploadScreen')).UploadScreen)
const SettingsScreen = late(async () => (await import('../screens/SettingsScreen')).SettingsScreen)

export interface Screen {
  readonly path: string
  readonly title: string
  readonly icon: LucideIcon
  /** The letter after `g`. */
  readonly letter: string
  readonly content: ComponentType
}

export const SCREENS: readonly [Screen, ...Screen[]] = [
  { path: 'overview', title: 'Overview', icon: LayoutDashboard, letter: 'o', content: OverviewScreen },
  { path: 'history', title: 'Subscription history', icon: History, letter: 'h', content: HistoryScreen },
  { path: 'mapping', title: 'Mapping', icon: ArrowLeftRight, letter: 'm', content: MappingScreen },
  { path: 'upload', title: 'Upload', icon: CloudUpload, letter: 'u', content: UploadScreen },
  { path: 'settings', title: 'Settings', icon: Settings, letter: 's', content: SettingsScreen },
]
