// Details beside what they belong to. The page behind stays usable; Esc closes, and focus goes
// back where it was.
import { X } from 'lucide-react'
import { type ReactNode, useId, useRef } from 'react'
import { useFocusReturn } from '../hooks/useFocusReturn'
import { IconButton } from './Button'
import './SidePanel.css'

export interface SidePanelProps {
  readonly title: string
  readonly subtitle?: ReactNode
  readonly children: ReactNode
  /** Buttons at the foot. */
  readonly actions?: ReactNode
  /** The page gives way, so that what the panel is about can be read beside it. Else it covers the page. */
  readonly isBeside?: boolean
  readonly onClose: () => void
}

export function SidePanel(props: SidePanelProps) {
  const { title, subtitle, children, actions, isBeside = false, onClose } = props
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useFocusReturn(panel, heading)
  return (
    <aside
      ref={panel}
      className="SidePanel"
      data-beside={isBeside ? '' : undefined}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <header className="SidePanel-head">
        <div>
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {subtitle ? <p className="Muted">{subtitle}</p> : null}
        </div>
        <IconButton label="Close" icon={X} onPress={onClose} />
      </header>
      <div className="SidePanel-body">{children}</div>
      {actions ? <footer className="SidePanel-foot">{actions}</footer> : null}
    </aside>
  )
}
