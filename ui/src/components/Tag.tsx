// Small labels: a billing cycle with its word, a status with its icon and word. Colour only
// repeats what the icon and the word say.
import {
  Ban,
  CalendarDays,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Clock,
  Info,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import './Tag.css'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

export interface TagProps {
  readonly children: string
  readonly tone?: Tone
  readonly icon?: LucideIcon
}

export function Tag({ children, tone = 'neutral', icon: Icon }: TagProps) {
  return (
    <span className="Tag" data-tone={tone}>
      {Icon ? <Icon size={12} aria-hidden /> : null}
      {children}
    </span>
  )
}

/** The words of a billing cycle as the screen shows them: Monthly, Annual, Triennial, One-time, Yearly. */
export function CycleTag({ cycle }: { readonly cycle: string | null }) {
  return cycle === null ? (
    <Tag tone="warn" icon={TriangleAlert}>
      Cycle unknown
    </Tag>
  ) : (
    <Tag icon={CalendarDays}>{cycle}</Tag>
  )
}

export type StatusKind = 'good' | 'bad' | 'warn' | 'info' | 'running' | 'waiting' | 'none' | 'off'

const STATUS: Readonly<Record<StatusKind, readonly [LucideIcon, Tone]>> = {
  good: [CircleCheck, 'good'],
  bad: [CircleAlert, 'bad'],
  warn: [TriangleAlert, 'warn'],
  info: [Info, 'accent'],
  running: [LoaderCircle, 'accent'],
  waiting: [Clock, 'accent'],
  none: [CircleDashed, 'neutral'],
  off: [Ban, 'neutral'],
}

export interface StatusProps {
  readonly kind: StatusKind
  readonly children: string
}

/** A status in a table or a heading: an icon and a word, without a box. */
export function Status({ kind, children }: StatusProps) {
  const [Icon, tone] = STATUS[kind]
  return (
    <span className="Status" data-tone={tone} data-running={kind === 'running' ? '' : undefined}>
      <Icon size={14} aria-hidden />
      {children}
    </span>
  )
}
