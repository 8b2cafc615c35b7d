// The billing settings while they are edited: what differs from what is saved, and saving it one by
// one, so that one that is refused says so at its own field.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import { asFailure, type Failure } from '../../failure'

export type Texts = Readonly<Record<string, string | undefined>>

/** The settings of this form, in the order in which they are saved. */
export const NAMES = ['billing-time-zone', 'suspended', 'rounding', 'reference-field', 'line-text'] as const
export type BillingName = (typeof NAMES)[number]

const CUSTOM = 'custom-field:'

/** The caption of a custom field; none where the reference goes to the serial number. */
export function captionOf(reference: string): string | null {
  return reference.startsWith(CUSTOM) ? reference.slice(CUSTOM.length) : null
}

export function referenceOf(caption: string | null): string {
  return caption === null ? 'serial-number' : `${CUSTOM}${caption}`
}

export function changedNames(saved: Texts, drafts: Texts): readonly BillingName[] {
  return NAMES.filter((name) => drafts[name] !== undefined && drafts[name] !== saved[name])
}

export interface BillingForm {
  readonly changed: readonly BillingName[]
  readonly isBusy: boolean
  readonly refused: Readonly<Partial<Record<BillingName, Failure>>>
  readonly textOf: (name: BillingName) => string
  readonly change: (name: BillingName, text: string) => void
  readonly discard: () => void
  readonly save: () => Promise<boolean>
}

export function useBillingForm(saved: Texts): BillingForm {
  const [drafts, setDrafts] = useState<Texts>({})
  const [refused, setRefused] = useState<Partial<Record<BillingName, Failure>>>({})
  const [isBusy, setBusy] = useState(false)
  const changed = changedNames(saved, drafts)
  const save = async () => {
    setBusy(true)
    const failures: Partial<Record<BillingName, Failure>> = {}
    for (const name of changed) {
      try {
        await backend.setBilling(name, drafts[name] ?? '')
      } catch (thrown) {
        failures[name] = asFailure(thrown)
      }
    }
    setRefused(failures)
    setBusy(false)
    setDrafts((was) => Object.fromEntries(Object.entries(was).filter(([name]) => name in failures)))
    announceChange()
    return Object.keys(failures).length === 0
  }
  return {
    ...{ changed, isBusy, refused, save },
    textOf: (name) => drafts[name] ?? saved[name] ?? '',
    change: (name, text) => {
      setDrafts((was) => ({ ...was, [name]: text }))
      setRefused((was) => ({ ...was, [name]: undefined }))
    },
    discard: () => {
      setDrafts({})
      setRefused({})
    },
  }
}
