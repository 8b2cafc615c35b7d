// What the next invoices change by: the sentence, the plot's bars and the table behind it.
import '../src/styles/index.css'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { InvoiceTrends } from '../src/bindings'
import { barsOf, summaryOf } from '../src/screens/overview/trends'
import { violations } from './axe'
import { NO_TRENDS, NOTHING, openWindow } from './books'
import { trendAt } from './rows'

const MANY: InvoiceTrends = {
  largest: Array.from({ length: 20 }, (_, index) => trendAt(index)),
  sums: [
    { currency: 'EUR', growing: 9, more: '1234.50', shrinking: 5, less: '210.00' },
    { currency: 'CHF', growing: 1, more: '12.00', shrinking: 0, less: '0.00' },
  ],
}

const overview = () => ({ ...NOTHING, customers: 20, mapped: 20 })

test('the sums are said by currency, and where nothing changes what to do', () => {
  expect(summaryOf(MANY)).toBe(
    '9 agreements grow by EUR\u00a01,234.50, and 5 shrink by EUR\u00a0210.00. 1 agreement grows by CHF\u00a012.00.',
  )
  const less = { currency: null, growing: 0, more: '0.00', shrinking: 1, less: '3.00' }
  expect(summaryOf({ largest: [], sums: [less] })).toBe('1 agreement shrinks by 3.00.')
  expect(summaryOf(NO_TRENDS)).toMatch(/^No plan changes a next invoice/)
})

test('bars are compared within one currency only', () => {
  const bars = barsOf(MANY)
  expect(bars).toHaveLength(10)
  expect(new Set(bars.map(({ currency }) => currency))).toEqual(new Set(['EUR']))
})

test('the plot turns into its table by a key, and a row opens its record', async () => {
  const screen = await openWindow('#/overview', { overview, invoice_trends: () => MANY })
  const plot = screen.getByRole('list', { name: 'Changes of next invoices' })
  await expect.element(plot).toBeVisible()
  expect(plot.getByRole('listitem').elements()).toHaveLength(10)
  await expect
    .element(plot.getByRole('button', { name: `Azure shrinks by EUR −53,521.11 to upload` }))
    .toBeVisible()
  await userEvent.keyboard('i')
  await expect.element(screen.getByRole('table', { name: 'Changes of next invoices' })).toBeVisible()
  await userEvent.keyboard('i')
  await plot.getByRole('button').first().click()
  await expect.poll(() => location.hash).toBe(`#/upload?job=${trendAt(0).job}&part=plan`)
})

test.each(['light', 'dark'])('the plot passes axe in %s', async (scheme) => {
  document.documentElement.dataset.theme = scheme
  const screen = await openWindow('#/overview', { overview, invoice_trends: () => MANY })
  await expect.element(screen.getByRole('list', { name: 'Changes of next invoices' })).toBeVisible()
  expect(await violations()).toEqual([])
})
