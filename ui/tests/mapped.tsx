// The Mapping screen of one mapped customer, for the tests of its parts. The backend is a table of
// answers.
import { vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { Agreement, Item, MappedCustomer, Product } from '../src/bindings'
import { mockTauri } from '../src/gallery/tauri'
import { MappingScreen } from '../src/screens/MappingScreen'
import { RouterProvider } from '../src/shell/router'
import { customer } from './books'

export const agreement = (part: Partial<Agreement> = {}): Agreement => ({
  id: 7,
  name: 'Microsoft cloud',
  billing_cycle: 'monthly',
  selectable: true,
  reason: null,
  prorates: true,
  status: 'Active',
  bill_start: '2026-01-01',
  next_invoice: null,
  currency: 'CHF',
  customer: 'a',
  mode: null,
  bill_from: null,
  next_invoice_covers: null,
  ...part,
})

export const product = (id: string, part: Partial<Product> = {}): Product => ({
  id,
  name: `Product ${id}`,
  billing_cycle: 'monthly',
  cycle_rule: null,
  mapping: null,
  set_aside: null,
  reason: null,
  subscriptions: 1,
  ...part,
})

const item = (id: number): Item => ({
  id,
  name: `ITEM-${id}`,
  description: null,
  class: null,
  price: null,
  selectable: true,
  reason: null,
})
const ITEMS = [item(1), item(2), item(3)]

export async function openMapping(its: Agreement, products: readonly Product[]) {
  const view: MappedCustomer = {
    customer: customer({ pending: null, standing: 'pending' }),
    company: {
      id: 1,
      name: 'Contoso AG',
      identifier: 'contoso',
      status: 'Active',
      city: null,
      selectable: false,
      reason: 'already mapped',
    },
    agreements: [{ agreement: its, products: [] }],
  }
  const searchItems = vi.fn(({ search }: Readonly<Record<string, unknown>>) => {
    const { text } = search as { text: string }
    const rows = ITEMS.filter(({ name }) => name.includes(text.toUpperCase()))
    return { rows, total: rows.length }
  })
  mockTauri({
    mapped_view: () => view,
    agreements_of: () => [its],
    products_of: () => products,
    search_items: searchItems,
    agreement_invoices: () => [],
  })
  window.history.replaceState(null, '', '#/mapping?customer=a')
  const screen = await render(
    <main>
      <RouterProvider first="mapping">
        <MappingScreen />
      </RouterProvider>
    </main>,
  )
  return { screen, searchItems }
}
