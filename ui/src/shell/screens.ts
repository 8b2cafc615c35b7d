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
import { HistoryScreen } from '../screens/HistoryScreen'
import { MappingScreen } from '../screens/MappingScreen'
import { OverviewScreen } from '../screens/OverviewScreen'
import { SettingsScreen } from '../screens/SettingsScreen'
import { UploadScreen } from '../screens/UploadScreen'

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
