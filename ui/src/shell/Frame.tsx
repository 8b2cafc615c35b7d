// The window's frame: the rail with the screens, what is under way and the state of both
// connections at its foot, the practice banner on top. It shows what it is told.
import { FlaskConical, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../components/Button'
import { RunProgress } from '../components/RunProgress'
import { Status } from '../components/Tag'
import type { Connection } from './connections'
import type { Screen } from './screens'
import { UpdateLine } from './UpdateLine'
import './Frame.css'

export type { Connection } from './connections'

export interface FrameProps {
  readonly screens: readonly Screen[]
  readonly current: string
  readonly onGo: (path: string) => void
  /** None at the very start, before they are known. */
  readonly connections: readonly Connection[]
  readonly onConnections: () => void
  /** Reads the systems anew; none while nothing is connected. */
  readonly refresh?: { readonly onPress: () => void; readonly isBusy: boolean } | undefined
  /** Present while practice mode is on. */
  readonly practice?: { readonly onLeave: () => void } | undefined
  readonly children: ReactNode
}

export function Frame({ screens, current, onGo, practice, children, ...foot }: FrameProps) {
  return (
    <div className="Frame" data-practice={practice ? '' : undefined}>
      {practice ? <PracticeBanner onLeave={practice.onLeave} /> : null}
      <nav className="Rail" aria-label="Screens">
        <p className="Rail-name">Accord</p>
        <ul>
          {screens.map(({ path, title, icon: Icon }) => (
            <li key={path}>
              <button
                type="button"
                className="Rail-link"
                aria-current={path === current ? 'page' : undefined}
                onClick={() => onGo(path)}
              >
                <Icon size={16} aria-hidden />
                {title}
              </button>
            </li>
          ))}
        </ul>
        <RunProgress />
        <RailFoot {...foot} />
      </nav>
      <main className="Frame-main">{children}</main>
    </div>
  )
}

function RailFoot({
  connections,
  onConnections,
  refresh,
}: Pick<FrameProps, 'connections' | 'onConnections' | 'refresh'>) {
  return (
    <div className="Rail-foot">
      <UpdateLine />
      {connections.length > 0 ? (
        <button type="button" className="Rail-connections" onClick={onConnections}>
          <span className="Hidden">Connections: </span>
          {connections.map((one) => (
            <span key={one.name} className="Rail-connection">
              <span className="Rail-system">{one.name}</span>
              <Status kind={one.kind}>{one.text}</Status>
            </span>
          ))}
        </button>
      ) : null}
      {refresh ? (
        <Button size="s" icon={RefreshCw} isPending={refresh.isBusy} onPress={refresh.onPress}>
          Refresh
        </Button>
      ) : null}
    </div>
  )
}

function PracticeBanner({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <aside className="Practice" aria-label="Practice mode">
      <FlaskConical size={16} aria-hidden />
      <p>
        <b>Practice mode:</b> sample data, nothing reaches your systems
      </p>
      <Button size="s" onPress={onLeave}>
        Leave practice mode
      </Button>
    </aside>
  )
}
