// Asks why a product is not billed through ConnectWise, in its row. It is then listed, not nagged
// about.
import { useEffect, useRef, useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { Product } from '../../bindings'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice } from '../../components/Notice'
import { TextField } from '../../components/TextField'
import { toast } from '../../components/Toasts'
import { asFailure } from '../../failure'
import { useWork } from '../../hooks/useWork'

export interface SetAsideProps {
  readonly customer: string
  readonly product: Product
  readonly onDone: () => void
  readonly onCancel: () => void
}

export function SetAside({ customer, product, onDone, onCancel }: SetAsideProps) {
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // After the panel has taken focus, it goes to what is to be filled.
  useEffect(() => field.current?.focus(), [])
  const aside = useWork(async () => {
    await backend.setAside(customer, product.id, reason.trim())
    toast({
      title: `${product.name} is set aside`,
      undo: { label: 'Bill again', run: () => void billAgain(customer, product) },
    })
    onDone()
    announceChange()
  })
  const start = () => {
    if (reason.trim() !== '') void aside.start()
  }
  return (
    <ConfirmPanel
      title={`Do not bill ${product.name} through ConnectWise?`}
      look="plain"
      confirmLabel="Set aside"
      isBusy={aside.isBusy}
      isDisabled={reason.trim() === ''}
      onConfirm={start}
      onCancel={onCancel}
    >
      <p>It stays in this list with its reason and can be billed again at any time.</p>
      <TextField
        label="Why"
        value={reason}
        placeholder="For example: billed by hand on the project"
        ref={field}
        onChange={setReason}
        onEnter={start}
      />
      {aside.error ? (
        <FailureNotice
          failure={aside.error}
          title="The product was not set aside."
          written="Nothing was saved."
        />
      ) : null}
    </ConfirmPanel>
  )
}

/** Takes back that a product was set aside. */
export async function billAgain(customer: string, product: Product): Promise<void> {
  try {
    await backend.takeBack(customer, product.id)
    toast({ title: `${product.name} is billed again` })
    announceChange()
  } catch (thrown) {
    toast({
      kind: 'info',
      title: `${product.name} could not be taken back`,
      text: asFailure(thrown).message,
    })
  }
}
