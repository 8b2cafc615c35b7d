// Counts in sentences: one of something is one, in the noun and in its verb.
import '../src/styles/index.css'
import { afterEach, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import type { Job, Refreshed } from '../src/bindings'
import { mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { NothingChosen } from '../src/screens/mapping/NothingChosen'
import { GiveUp } from '../src/screens/upload/GiveUp'
import { metWords } from '../src/screens/upload/words'
import { newsOf } from '../src/shell/books'
import { RouterProvider } from '../src/shell/router'

afterEach(async () => {
  await cleanup()
  forgetAnswers()
})

test.each([
  [1, '1 confirmed change stays in ConnectWise.'],
  [2, '2 confirmed changes stay in ConnectWise.'],
])('of an upload that is given up, %i confirmed', async (confirmed, words) => {
  const job = { id: 1, operations: 5, confirmed } as Job
  const screen = await render(<GiveUp job={job} onClose={() => {}} />)
  await expect.element(screen.getByText(words, { exact: true })).toBeVisible()
})

test.each([
  [1, 1, '1 of 1 customer is not mapped yet.'],
  [1, 20, '1 of 20 customers is not mapped yet.'],
  [3, 1200, '3 of 1,200 customers are not mapped yet.'],
])('%i of %i customers not mapped', async (unmapped, customers, words) => {
  mockTauri({ overview: () => ({ unmapped, customers }) })
  const screen = await render(
    <RouterProvider first="mapping">
      <NothingChosen />
    </RouterProvider>,
  )
  await expect.element(screen.getByText(words)).toBeVisible()
})

test('whoever was led to products without a mapping is told how to find them', async () => {
  mockTauri({ overview: () => ({ unmapped: 3, customers: 20, products_unmapped: 2 }) })
  window.history.replaceState(null, '', '#/mapping?show=products')
  const screen = await render(
    <RouterProvider first="mapping">
      <NothingChosen />
    </RouterProvider>,
  )
  await expect.element(screen.getByText('2 products have no ConnectWise product')).toBeVisible()
  await screen.getByRole('button', { name: 'Choose customers to validate' }).click()
  await expect.poll(() => window.location.hash).toBe('#/upload')
  window.history.replaceState(null, '', '#')
})

test.each([
  [1, '1 row could not be read and stands aside in Subscription history.'],
  [2, '2 rows could not be read and stand aside in Subscription history.'],
])('of what was read, %i rows could not be', (rows_unreadable, text) => {
  expect(newsOf('c3', { events_new: 1, rows_unreadable } as Refreshed)).toEqual({
    title: 'C3 was read: 1 new change',
    text,
  })
})

test.each([
  [{ failed: 1, errors: 0, warnings: 0 }, '1 change failed'],
  [{ failed: 2, errors: 1, warnings: 3 }, '2 changes failed, 1 error, 3 warnings'],
  [{ failed: 0, errors: 0, warnings: 0 }, ''],
])('what a record met', (job, words) => {
  expect(metWords(job)).toBe(words)
})
