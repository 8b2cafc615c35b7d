// What a subscription was before the history begins; where nothing tells it, a person can say it.
// The backend checks what was typed.
import { useId, useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { Subscription } from '../../bindings'
import { Button } from '../../components/Button'
import { Money, Quantity } from '../../components/Money'
import { Status } from '../../components/Tag'
import { TextField } from '../../components/TextField'
import { toast } from '../../components/Toasts'
import { useWork } from '../../hooks/useWork'
import { openingWords } from './words'

export interface OpeningProps {
  readonly row: Subscription
  readonly currency: string | null
}

export function Opening({ row, currency }: OpeningProps) {
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <OpeningForm row={row} currency={currency} onClose={() => setOpen(false)} />
  const { baseline } = row
  return (
    <div className="Opening">
      {baseline ? (
        <span>
          <Quantity value={baseline.quantity} />
          {baseline.unit_price === null ? null : (
            <>
              {' at '}
              <Money amount={baseline.unit_price} currency={currency ?? undefined} />
            </>
          )}
          <span className="Faint"> {openingWords(baseline.source)}</span>
        </span>
      ) : (
        <Status kind="warn">Not known</Status>
      )}
      {!baseline || baseline.source === 'user' ? (
        <Button size="s" look={baseline ? 'quiet' : 'plain'} onPress={() => setOpen(true)}>
          {baseline ? 'Change…' : 'Give it…'}
        </Button>
      ) : null}
    </div>
  )
}

function OpeningForm({ row, currency, onClose }: OpeningProps & { readonly onClose: () => void }) {
  const id = useId()
  const [quantity, setQuantity] = useState(row.baseline?.quantity ?? '')
  const [price, setPrice] = useState(row.baseline?.unit_price ?? row.unit_price ?? '')
  const save = useWork(async () => {
    await backend.setBaseline(row.id, quantity.trim(), price.trim())
    toast({ title: `The opening quantity of ${row.product} is saved` })
    onClose()
    announceChange()
  })
  const errorOf = (field: string) => (save.error?.field === field ? save.error.message : null)
  const start = () => void save.start()
  const isOther = save.error !== null && save.error.field === null
  return (
    <div
      className="Opening-form"
      role="group"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <p id={id} className="Hidden">
        Opening quantity of {row.product}
      </p>
      <TextField
        label="Quantity"
        value={quantity}
        error={errorOf('quantity')}
        autoFocus
        onChange={setQuantity}
        onEnter={start}
      />
      <TextField
        label={currency ? `Price of one (${currency})` : 'Price of one'}
        value={price}
        error={errorOf('unit_price') ?? errorOf('price') ?? (isOther ? (save.error?.message ?? null) : null)}
        onChange={setPrice}
        onEnter={start}
      />
      <div className="Row">
        <Button
          size="s"
          look="primary"
          isPending={save.isBusy}
          isDisabled={quantity.trim() === '' || price.trim() === ''}
          onPress={start}
        >
          Save
        </Button>
        <Button size="s" look="quiet" isDisabled={save.isBusy} onPress={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
