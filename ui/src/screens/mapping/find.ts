// What the mapping screen asks the backend for: the customer behind an id, and the parts of the
// lists that its dropdowns show. It keeps nothing.
import { backend } from '../../backend'
import type { Agreement, Customer, MappedCustomer, Search } from '../../bindings'
import type { Found } from '../../hooks/useSearchList'

const PART = 50

export const part = (text: string): Search => ({ text, offset: 0, limit: PART })

export interface FoundCustomer {
  readonly customer: Customer
  /** What is mapped below it; none while it is not mapped. */
  readonly view: MappedCustomer | null
}

/** The customer of an id; none where C3 has no such customer. */
export async function findCustomer(id: string, picked: Customer | null): Promise<FoundCustomer | null> {
  const view = await backend.mappedView(id)
  if (view) return { customer: view.customer, view }
  const { rows } = await backend.searchCustomers(part(id))
  const found = rows.find((row) => row.id === id) ?? (picked?.id === id ? picked : undefined)
  return found ? { customer: found, view: null } : null
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** A company has few agreements; they are all there and are narrowed here. */
export function narrowed(agreements: readonly Agreement[], text: string): Found<Agreement> {
  const words = folded(text).split(/\s+/).filter(Boolean)
  const rows = agreements.filter(({ name }) => words.every((word) => folded(name).includes(word)))
  return { rows, total: rows.length }
}
