// A message that stays where it belongs: what happened, to what, whether anything was written,
// what now. The server's own words are one click away, never the headline.
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Failure } from '../failure'
import { sentence } from '../format/words'
import { Button, type ButtonLook, IconButton } from './Button'
import './Notice.css'

export type NoticeKind = 'error' | 'warning' | 'info' | 'success'

const FACE: Readonly<Record<NoticeKind, readonly [LucideIcon, string]>> = {
  error: [CircleAlert, 'Error'],
  warning: [TriangleAlert, 'Warning'],
  info: [Info, 'Note'],
  success: [CircleCheck, 'Done'],
}

export interface NoticeAction {
  readonly label: string
  readonly onPress: () => void
  readonly isPending?: boolean
  /** `primary` where it comes before the page's own action. */
  readonly look?: ButtonLook
}

export interface NoticeProps {
  readonly kind: NoticeKind
  readonly title: string
  readonly children?: ReactNode
  readonly action?: NoticeAction | undefined
  /** Raw text, shown on demand. */
  readonly details?: string | null | undefined
  /** Finds the failure in the log. */
  readonly reference?: string | undefined
  readonly onClose?: () => void
}

export function Notice({ kind, title, children, action, details, reference, onClose }: NoticeProps) {
  const [Icon, word] = FACE[kind]
  return (
    <div className="Notice" data-kind={kind} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon className="Notice-icon" size={18} aria-hidden />
      <div className="Notice-body">
        <p className="Notice-title">
          <span className="Hidden">{word}: </span>
          {title}
        </p>
        {children ? <div className="Notice-text">{children}</div> : null}
        {action ? (
          <div className="Notice-action">
            <Button
              size="s"
              look={action.look ?? 'plain'}
              isPending={action.isPending === true}
              onPress={action.onPress}
            >
              {action.label}
            </Button>
          </div>
        ) : null}
        {details || reference ? <Details details={details} reference={reference} /> : null}
      </div>
      {onClose ? <IconButton label="Dismiss" icon={X} size="s" onPress={onClose} /> : null}
    </div>
  )
}

function Details({ details, reference }: Pick<NoticeProps, 'details' | 'reference'>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="Notice-details" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Details</summary>
      {details ? <pre className="Selectable">{details}</pre> : null}
      {reference ? (
        <p>
          Reference <code className="Selectable">{reference}</code>, also in the log
        </p>
      ) : null}
    </details>
  )
}

export interface FailureNoticeProps {
  readonly failure: Failure
  /** What could not be done, in a sentence: "The customers could not be read." */
  readonly title: string
  /** Said where a write was possible: "Nothing was written." */
  readonly written?: string
  readonly onRetry?: (() => void) | undefined
}

/** The notice for a command that failed. */
export function FailureNotice({ failure, title, written, onRetry }: FailureNoticeProps) {
  const action = onRetry ? { label: 'Try again', onPress: onRetry } : undefined
  return (
    <Notice
      kind="error"
      title={title}
      action={action}
      details={failure.details}
      reference={failure.reference}
    >
      {[sentence(withoutEnd(failure.message, written)), written].filter(Boolean).join(' ')}
    </Notice>
  )
}

/** The message without what is said after it anyway: "…; nothing was written" and "Nothing was written." */
function withoutEnd(message: string, written = ''): string {
  const end = `; ${written.replace(/\.$/, '')}`.toLowerCase()
  const text = message.trim().replace(/\.$/, '')
  return written && text.toLowerCase().endsWith(end) ? text.slice(0, -end.length) : message
}
