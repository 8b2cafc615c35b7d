// Asks before a screen with something unsaved is left: save, leave it behind, or stay.
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../components/Button'
import { Dialog } from '../components/Dialog'
import { useMayLeave } from './router'

export interface LeaveGuardProps {
  readonly isUnsaved: boolean
  /** "Leave with 3 unsaved rows?" */
  readonly title: string
  readonly children: ReactNode
  /** Answers whether everything could be saved; without it only leaving and staying are offered. */
  readonly onSave?: () => Promise<boolean>
}

export function LeaveGuard({ isUnsaved, title, children, onSave }: LeaveGuardProps) {
  const [isOpen, setOpen] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const answer = useRef<(mayLeave: boolean) => void>(() => {})
  useMayLeave(isUnsaved, () => {
    setOpen(true)
    return new Promise((resolve) => {
      answer.current = resolve
    })
  })
  const decide = (mayLeave: boolean) => {
    setOpen(false)
    answer.current(mayLeave)
  }
  const save = async () => {
    setSaving(true)
    try {
      decide((await onSave?.()) ?? false)
    } catch {
      // The screen says what failed; the reader stays with it.
      decide(false)
    } finally {
      setSaving(false)
    }
  }
  const actions = (
    <>
      <Button look="quiet" isDisabled={isSaving} onPress={() => decide(true)}>
        Leave without saving
      </Button>
      <Button isDisabled={isSaving} onPress={() => decide(false)}>
        Stay
      </Button>
      {onSave ? (
        <Button look="primary" isPending={isSaving} onPress={() => void save()}>
          Save and leave
        </Button>
      ) : null}
    </>
  )
  return (
    <Dialog title={title} isOpen={isOpen} onClose={() => decide(false)} actions={actions}>
      {children}
    </Dialog>
  )
}
