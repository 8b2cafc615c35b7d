// Where something is decided or under way: what saves or stops it is in sight, and stands once; and
// what was done is said in the right words.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { cleanup } from 'vitest-browser-react'
import { send } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { violations } from './axe'
import { finding } from './books'
import { openRecord, operation } from './record'

beforeEach(() => forgetAnswers())
afterEach(cleanup)

const ERRORS = { status: 'error', errors: 9 } as const

test('where a finding is opened, Save is in sight in a small window, and so is what it is about', async () => {
  await page.viewport(1000, 640)
  const findings = Array.from({ length: 9 }, (_, index) =>
    finding({ addition: index, product: `Product ${index}` }),
  )
  const screen = await openRecord({ job: ERRORS, findings })
  for (const index of [0, 8]) {
    await screen.getByRole('button', { name: `Decide: Fabrikam, Product ${index}` }).click()
    const save = screen.getByRole('button', { name: 'Save decision' })
    await expect.element(save).toBeInViewport({ ratio: 1 })
    await expect.element(screen.getByText(`Product ${index}`, { exact: true })).toBeInViewport({ ratio: 1 })
    const end = screen.getByLabelText('End it').element().getBoundingClientRect()
    expect(end.bottom).toBeLessThan(save.element().getBoundingClientRect().top)
  }
  expect(await violations()).toEqual([])
})

test('holds that were lifted are no decisions, and each is counted as what it is', async () => {
  const held = { code: 'on-hold', mending: 'subscription', severity: 'warning', addition: null } as const
  const screen = await openRecord(
    {
      job: ERRORS,
      findings: [
        finding(),
        finding({ ...held, subscription: 's', product: 'One' }),
        finding({ ...held, subscription: 't', product: 'Two' }),
      ],
    },
    { hold: () => null, decide_duplicate: () => null },
  )
  await screen.getByRole('button', { name: 'Lift the hold: Fabrikam, One' }).click()
  await expect.element(screen.getByText(/^Note: 1 hold lifted$/)).toBeVisible()
  await screen.getByRole('button', { name: 'Lift the hold: Fabrikam, Two' }).click()
  await expect.element(screen.getByText(/^Note: 2 holds lifted$/)).toBeVisible()
  await screen.getByRole('button', { name: 'Decide: Fabrikam' }).click()
  await screen.getByLabelText('End it').click()
  await screen.getByRole('button', { name: 'Save decision' }).click()
  await expect.element(screen.getByText(/^Note: 1 decision saved and 2 holds lifted$/)).toBeVisible()
})

test('while an upload runs, its progress and its Cancel stand once, and never out of sight', async () => {
  let end = () => {}
  const operations = Array.from({ length: 30 }, (_, index) => operation(index))
  const screen = await openRecord(
    { operations },
    {
      upload: ({ progress }) => {
        send(progress as never, { phase: 'Uploading', done: 1, total: 30 })
        return new Promise<number>((resolve) => {
          end = () => resolve(1)
        })
      },
    },
  )
  await screen.getByRole('button', { name: 'Upload 30 changes' }).click()
  const cancel = screen.getByRole('button', { name: 'Cancel' })
  await expect.element(screen.getByText('1 of 30')).toBeVisible()
  // Longer than the rail waits before it shows anything.
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(cancel.elements()).toHaveLength(1)
  const rail = screen.getByRole('navigation', { name: 'Rail' })
  expect(rail.getByRole('progressbar').elements()).toHaveLength(0)
  document.querySelector('.Page-content')?.scrollTo(0, 9_999)
  await expect.element(rail.getByRole('button', { name: 'Cancel' })).toBeInViewport()
  document.querySelector('.Page-content')?.scrollTo(0, 0)
  await expect.element(rail.getByRole('progressbar')).not.toBeInTheDocument()
  await expect.element(cancel).toBeInViewport()
  end()
  await vi.waitFor(() => expect(cancel.elements()).toHaveLength(0))
})
