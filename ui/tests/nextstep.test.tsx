// Where mapping goes on: from the customers to their agreements, to the products, to validating.
import '../src/styles/index.css'
import { expect, test } from 'vitest'
import type { MappedCustomer } from '../src/bindings'
import { needsOf } from '../src/screens/overview/needs'
import { NOTHING, openWindow, STATUS } from './books'
import { VIEW } from './rows'

const LEFT = { ...NOTHING, customers: 12, mapped: 11, without_agreement: 11, first_without_agreement: 'c2' }

/** Nothing is left in any list but so many customers for which nothing was found. */
const left = (none: number) => () => ({
  ...{ rows: [], total: none, exact: 0, strong: 0, not_sure: 0, none, no_match: 0 },
  ...{ exact_list: '', strong_list: '', steps: 1 },
})

const mapped = (products: number): MappedCustomer =>
  ({
    ...VIEW,
    agreements: VIEW.agreements
      .slice(0, 1)
      .map((one) => ({ ...one, products: one.products.slice(0, products) })),
  }) as MappedCustomer

const open = (hash: string, none: number, products = 0) =>
  openWindow(hash, {
    status: () => STATUS,
    overview: () => LEFT,
    suggestions: left(none),
    mapped_view: () => mapped(products),
    search_customers: () => ({ rows: [VIEW.customer], total: 1 }),
  })

test('customers without an agreement come next, also where one customer is left', async () => {
  const screen = await open('#/mapping?show=unmapped', 1)
  await expect.element(screen.getByText('11 mapped customers have no agreement yet.')).toBeVisible()
  await screen.getByRole('button', { name: 'Map their agreements' }).click()
  await expect.poll(() => location.hash).toBe('#/mapping?customer=c2&show=suggest')
})

test('the agreements lead to the products that they bill', async () => {
  const screen = await open('#/mapping?show=suggest&customer=c0', 0)
  await expect.element(screen.getByText('The agreements are mapped')).toBeVisible()
  await expect.element(screen.getByText(/The products that it bills come next/)).toBeVisible()
  await screen.getByRole('button', { name: 'Map the products' }).click()
  await expect.poll(() => location.hash).toBe('#/mapping?customer=c0&agreement=7&show=suggest')
})

test('the products lead to validating this customer, or to the next one', async () => {
  const screen = await open('#/mapping?show=suggest&customer=c0&agreement=7', 0, 2)
  await expect.element(screen.getByText('The products are mapped')).toBeVisible()
  await expect.element(screen.getByText(/Validating shows what would be billed/)).toBeVisible()
  await expect
    .element(screen.getByRole('button', { name: 'Next customer without an agreement' }))
    .toBeVisible()
  await screen.getByRole('button', { name: `Choose ${VIEW.customer.name} to validate` }).click()
  await expect
    .poll(() => new URLSearchParams(location.hash.split('?')[1]).get('text'))
    .toBe(VIEW.customer.name)
})

test('while nothing is mapped, mapping is the first thing to do', () => {
  const first = { ...NOTHING, customers: 12, unmapped: 12, unreadable: 2 }
  expect(needsOf(first, 0).map(({ id }) => id)).toEqual(['unmapped', 'unreadable'])
  expect(needsOf({ ...LEFT, unmapped: 1, unreadable: 2 }, 0).map(({ id }) => id)).toEqual([
    'unreadable',
    'agreements',
    'unmapped',
  ])
})
