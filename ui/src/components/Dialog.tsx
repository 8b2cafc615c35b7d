// A question that has to be answered before anything else, such as leaving with unsaved rows. Use
// a page, a SidePanel or a ConfirmPanel where one of them serves.
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import './Dialog.css'

export interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  /** Buttons, the one that is most likely meant last. */
  readonly actions: ReactNode
  readonly isOpen: boolean
  /** Esc, or a press beside it. */
  readonly onClose: () => void
}

export function Dialog({ title, children, actions, isOpen, onClose }: DialogProps) {
  return (
    <ModalOverlay
      className="Dialog-veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose()
      }}
    >
      <Modal className="Dialog">
        <AriaDialog role="alertdialog" className="Dialog-body">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <div className="Dialog-text">{children}</div>
          <div className="Dialog-actions">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
