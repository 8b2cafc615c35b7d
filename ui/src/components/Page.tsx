// A screen's outline: one title, its main action top right, the content below. Where focus was
// lost with the last screen, the title takes it.
import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFocusHeld } from '../hooks/useFocusHeld'
import { IconButton } from './Button'
import './Page.css'

export interface PageProps {
  readonly title: string
  /** One line under the title: what this is, or how old what it shows is. */
  readonly subtitle?: ReactNode
  /** The main action and its companions, the main one last. */
  readonly actions?: ReactNode
  readonly back?: { readonly label: string; readonly onPress: () => void } | undefined
  /** The content fills the height and scrolls inside, as with a VirtualTable. */
  readonly isFilled?: boolean
  readonly children: ReactNode
}

export function Page({ title, subtitle, actions, back, isFilled = false, children }: PageProps) {
  const page = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useFocusHeld(page, heading)
  useEffect(() => {
    const now = document.activeElement
    if (now === null || now === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = `${title} – Accord`
  }, [title])
  return (
    <div ref={page} className="Page" data-filled={isFilled ? '' : undefined}>
      <header className="Page-head">
        {back ? <IconButton label={back.label} icon={ArrowLeft} onPress={back.onPress} /> : null}
        <div className="Page-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {subtitle ? <p>{subtitle}</p> : null}
        </div>
        {actions ? <div className="Page-actions">{actions}</div> : null}
      </header>
      <div className="Page-content">{children}</div>
    </div>
  )
}

export interface SectionProps {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A part of a page, with a title of its own. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className="Section">
      <header className="Section-head">
        <div>
          <h2>{title}</h2>
          {description ? <p>{description}</p> : null}
        </div>
        {actions ? <div className="Row">{actions}</div> : null}
      </header>
      {children}
    </section>
  )
}
