// What stands where a list has nothing to show: why, and what to do about it.
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './EmptyState.css'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  /** One or two buttons. */
  readonly actions?: ReactNode
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="EmptyState">
      <Icon size={24} strokeWidth={1.5} aria-hidden />
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {actions ? <div className="Row">{actions}</div> : null}
    </div>
  )
}
