// One agreement in Mapping: a next invoice whose date is over is said in words wherever its date is.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cleanup } from 'vitest-browser-react'
import { formatDay, today } from '../src/format/time'
import { forgetAnswers } from '../src/hooks/useAsk'
import { agreementFacts } from '../src/screens/mapping/words'
import { violations } from './axe'
import { agreement, openMapping, product } from './mapped'

beforeEach(() => forgetAnswers())
afterEach(cleanup)

const daysAgo = (days: number) => {
  const now = new Date()
  return today(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days))
}

test('a next invoice of twelve days ago asks whether it was made, beside the agreement and its terms', async () => {
  const day = daysAgo(12)
  const { screen } = await openMapping(agreement({ next_invoice: day }), [product('a')])
  const chain = screen.getByText('Active · CHF', { exact: true })
  const words = `Its next invoice was due 12 days ago (${formatDay(day)}): was it made?`
  const said = screen.getByText(words, { exact: true })
  await expect.element(said).toBeVisible()
  // Under the choice of the agreement the day is not said a second time.
  await expect.element(chain).toBeVisible()
  await screen.getByRole('button', { name: 'Terms…' }).click()
  const terms = screen.getByRole('complementary', { name: 'Agreement terms' })
  await expect.element(terms.getByText(words, { exact: true })).toBeVisible()
  expect(said.elements()).toHaveLength(2)
  expect(await violations()).toEqual([])
})

test('a next invoice of today or later asks nothing', async () => {
  const { screen } = await openMapping(agreement({ next_invoice: today() }), [product('a')])
  await expect.element(screen.getByRole('button', { name: 'Terms…' })).toBeVisible()
  expect(screen.getByText(/was it made/).elements()).toHaveLength(0)
})

test('the list of agreements says how long ago the date was', () => {
  const facts = (next_invoice: string) => agreementFacts(agreement({ next_invoice }))
  expect(facts(daysAgo(2))).toBe(`Active · Next invoice ${formatDay(daysAgo(2))} (2 days ago) · CHF`)
  expect(facts(daysAgo(-9))).toBe(`Active · Next invoice ${formatDay(daysAgo(-9))} · CHF`)
})
