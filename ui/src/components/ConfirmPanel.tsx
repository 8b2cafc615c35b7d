// Asks in place, under what was pressed, and says the whole effect before anything happens. It
// takes focus when it opens and gives it back when it goes.
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useFocusReturn } from '../hooks/useFocusReturn'
import { Button, type ButtonLook } from './Button'
import './ConfirmPanel.css'

export interface ConfirmPanelProps {
  readonly title: string
  /** The whole effect: a list, counts, what stays. */
  readonly children: ReactNode
  readonly confirmLabel: string
  /** `release`, where nothing is said, frames what takes something away; its button is the final one. */
  readonly look?: ButtonLook
  readonly onConfirm: () => void
  readonly onCancel: () => void
  readonly isBusy?: boolean
  /** While the effect is not known yet. */
  readonly isDisabled?: boolean
}

export function ConfirmPanel(props: ConfirmPanelProps) {
  const { title, children, confirmLabel, look = 'release', onConfirm, onCancel, isBusy = false } = props
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  useFocusReturn(panel)
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section
      ref={panel}
      className="ConfirmPanel"
      data-look={look}
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isBusy) return
        event.stopPropagation()
        onCancel()
      }}
    >
      <h3 id={id}>{title}</h3>
      <div className="ConfirmPanel-text">{children}</div>
      <div className="Row">
        <Button
          look={look === 'release' ? 'final' : look}
          isPending={isBusy}
          isDisabled={props.isDisabled === true}
          onPress={onConfirm}
        >
          {confirmLabel}
        </Button>
        <Button look="quiet" isDisabled={isBusy} onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </section>
  )
}
