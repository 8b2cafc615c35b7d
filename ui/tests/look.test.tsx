// What every screen promises a reader: focus that stays on the page, prices that say their currency,
// reasons in words, a palette that leads anywhere, and no violation of axe.
import '../src/styles/index.css'
import axe from 'axe-core'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import type { LedgerEvent, Status } from '../src/bindings'
import { Button } from '../src/components/Button'
import { KeyboardHelp } from '../src/components/KeyboardHelp'
import { Page } from '../src/components/Page'
import { Skeleton } from '../src/components/Skeleton'
import { licences } from '../src/format/words'
import { type Handler, mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { useKeys } from '../src/hooks/useKeys'
import { HistoryScreen } from '../src/screens/HistoryScreen'
import { reasonOf } from '../src/screens/history/reasons'
import { Stepper } from '../src/screens/welcome/Stepper'
import { actionsFor } from '../src/shell/actions'
import { findAnything } from '../src/shell/find'
import { type Router, RouterProvider } from '../src/shell/router'

afterEach(async () => {
  await cleanup()
  forgetAnswers()
  delete document.documentElement.dataset.theme
  await page.viewport(1000, 640)
})

const none = () => ({ rows: [], total: 0 })

function event(id: number, customer: string, price: string): LedgerEvent {
  return {
    id,
    customer,
    customer_name: `Customer ${customer}`,
    subscription: `s${id}`,
    product: `Visio Plan ${id}`,
    changed_at: '2026-10-17T22:30:00Z',
    kind: 'increase',
    old_quantity: '8',
    new_quantity: '10',
    old_price: price,
    new_price: price,
    old_status: 'Active',
    new_status: 'Active',
    decision: null,
    became: [],
  }
}

async function historyOf(
  rows: readonly LedgerEvent[],
  part: Readonly<Record<string, Handler>> = {},
  [width, height]: readonly [number, number] = [1280, 800],
) {
  await page.viewport(width, height)
  mockTauri({
    history: ({ filter }) => {
      const found = (filter as { decide: boolean }).decide ? [] : rows
      return { rows: found, total: found.length }
    },
    unreadable_rows: () => [],
    settings: () => ({ billing: { 'billing-time-zone': 'UTC' } }),
    status: () => ({ c3: null, freshness: null }),
    search_customers: ({ search }) => {
      const { text } = search as { text: string }
      return { rows: [{ id: text, currency: text === 'chf' ? 'CHF' : 'EUR' }], total: 1 }
    },
    ...part,
  })
  window.history.replaceState(null, '', '#/history')
  return render(
    <main>
      <RouterProvider first="history">
        <HistoryScreen />
      </RouterProvider>
    </main>,
  )
}

test('where prices of several currencies stand in one list, each says its own', async () => {
  const screen = await historyOf([event(1, 'chf', '20'), event(2, 'eur', '31.5')])
  await expect.element(screen.getByRole('gridcell', { name: 'CHF\u00a020.00' })).toBeVisible()
  await expect.element(screen.getByRole('gridcell', { name: 'EUR\u00a031.50' })).toBeVisible()
})

test('a narrow window shows of each change what it is about', async () => {
  const price: LedgerEvent = { ...event(1, 'chf', '20'), kind: 'price', old_price: '18' }
  const screen = await historyOf([price, event(2, 'eur', '31.5')], {}, [1000, 640])
  await expect.element(screen.getByRole('gridcell', { name: /CHF.*18\.00 to/ })).toBeVisible()
  await expect.element(screen.getByRole('gridcell', { name: /^8.*10$/ })).toBeVisible()
  await expect.element(screen.getByRole('columnheader', { name: 'Outcome' })).toBeVisible()
})

test('a customer whose currency cannot be read leaves the price alone', async () => {
  const refuse = vi.fn(() => Promise.reject({ code: 'internal', message: 'no' }))
  const screen = await historyOf([event(1, 'gone', '20')], { search_customers: refuse })
  await expect.poll(() => refuse.mock.calls.length).toBeGreaterThan(0)
  await expect.element(screen.getByRole('gridcell', { name: '20.00', exact: true })).toBeVisible()
})

test('why a row could not be read is said in words, with the reader’s own beside it', () => {
  const parsed = 'it is not a readable record: invalid type: string "x", expected names at line 1 column 3'
  expect(reasonOf(parsed)).toEqual({
    text: 'It is no row of the history: it holds no names with their values.',
    said: parsed,
  })
  const dated = 'DateofChange: “some day” is not a date and time such as 2026-10-16T11:40:15'
  expect(reasonOf(dated).text).toBe(
    'The date of the change: “some day” is not a date and time such as 2026-10-16T11:40:15.',
  )
  expect(reasonOf('the file ends here')).toEqual({ text: 'The file ends here.', said: null })
})

test('one licence is one licence', () => {
  expect(['1', '1.0', '8', '0', '11', '-1'].map(licences)).toEqual([
    '1 licence',
    '1 licence',
    '8 licences',
    '0 licences',
    '11 licences',
    '−1 licences',
  ])
})

function Saves() {
  const [isSaved, setSaved] = useState(false)
  return (
    <Page title="Form">
      <Button isDisabled={isSaved} onPress={() => setSaved(true)}>
        Save
      </Button>
    </Page>
  )
}

test('a button that switches itself off leaves the focus to the page’s title', async () => {
  const screen = await render(<Saves />)
  screen.getByRole('button', { name: 'Save' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'Form' })).toHaveFocus()
})

const router = (navigate: Router['navigate']): Router => ({
  path: 'overview',
  params: {},
  canGoBack: false,
  navigate,
  replace: () => {},
  back: async () => true,
})

const JOB = { id: 12, kind: 'validate', status: 'error', started_at: '2026-11-24T08:00:00Z' }
const AGREEMENT = { id: 7, name: 'Cloud services', status: 'Active', currency: 'CHF', customer: 'a' }

test('the palette leads to an agreement, to a record, and to what a button does', async () => {
  const navigate = vi.fn(async () => true)
  const keys = vi.fn()
  const to = router(navigate)
  mockTauri({
    search_customers: none,
    search_companies: ({ search }) =>
      (search as { text: string }).text === 'contoso'
        ? { rows: [{ id: 1, name: 'Contoso AG', identifier: 'Contoso', city: null }], total: 1 }
        : none(),
    agreements_of: () => [AGREEMENT],
    jobs: () => ({ rows: [JOB], total: 1 }),
  })
  const status = { connectwise: null, c3: null, practice: false } as unknown as Status
  const actions = actionsFor({ status, router: to, onKeys: keys, onLeavePractice: () => {} })
  expect(actions.some(({ label }) => label === 'Refresh' || label === 'Leave practice mode')).toBe(false)

  const labels = async (text: string) => (await findAnything(text, to, actions)).rows
  const found = await labels('contoso')
  expect(found.map(({ group, label }) => `${group}: ${label}`)).toEqual([
    'Company: Contoso AG',
    'Agreement: Cloud services',
  ])
  found[1]?.run()
  expect(navigate).toHaveBeenLastCalledWith('mapping', { customer: 'a', agreement: '7' })
  const [record] = await labels('record 12')
  record?.run()
  expect(navigate).toHaveBeenLastCalledWith('upload', { job: 12 })
  const [shortcut] = await labels('shortcuts')
  shortcut?.run()
  expect(keys).toHaveBeenCalledOnce()
})

test('the palette lists what it found though records and agreements cannot be read', async () => {
  const refuse = () => Promise.reject({ code: 'internal', message: 'no' })
  mockTauri({
    search_customers: none,
    search_companies: () => ({ rows: [{ id: 1, name: 'Contoso AG', identifier: 'C' }], total: 1 }),
    agreements_of: refuse,
    jobs: refuse,
  })
  const { rows } = await findAnything(
    'contoso',
    router(async () => true),
  )
  expect(rows.map(({ label }) => label)).toEqual(['Contoso AG'])
})

function WithKeys() {
  useKeys([
    { keys: 'mod+k', label: 'Go to anything', group: 'Everywhere', run: () => {} },
    { keys: 'alt+1', label: 'Overview', group: 'Screens', run: () => {} },
    { keys: 'g o', label: 'Overview', group: 'Screens', run: () => {} },
    { keys: 't', label: 'As a table', run: () => {} },
  ])
  const [isOpen, setOpen] = useState(false)
  return (
    <main>
      <Button onPress={() => setOpen(true)}>Open</Button>
      <KeyboardHelp isOpen={isOpen} onClose={() => setOpen(false)} />
    </main>
  )
}

test('the list of keys begins with this screen’s, and names each thing once', async () => {
  const screen = await render(<WithKeys />)
  await screen.getByRole('button', { name: 'Open' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Keys' })).toBeVisible()
  const groups = [...document.querySelectorAll('.KeyboardHelp h3')].map(({ textContent }) => textContent)
  expect(groups.slice(0, 2)).toEqual(['This screen', 'Everywhere'])
  const overview = [...document.querySelectorAll('.KeyboardHelp dt')].filter(
    ({ textContent }) => textContent === 'Overview',
  )
  expect(overview.length).toBe(1)
  await screen.getByRole('button', { name: 'Close' }).click()
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(screen.getByRole('button', { name: 'Open' })).toHaveFocus()
})

test('a window zoomed to 200 % shows the list of the history and no line runs out of the page', async () => {
  const screen = await historyOf([event(1, 'chf', '20')], {}, [500, 320])
  const grid = screen.getByRole('grid')
  await expect.element(grid).toBeInTheDocument()
  expect(grid.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(240)
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(500)
})

async function violations() {
  const { violations: found } = await axe.run(document, {
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

for (const theme of ['light', 'dark']) {
  test(`the history in ${theme} passes axe`, async () => {
    document.documentElement.dataset.theme = theme
    const screen = await historyOf([event(1, 'chf', '20'), event(2, 'eur', '31.5')])
    await expect.element(screen.getByRole('gridcell', { name: 'CHF\u00a020.00' })).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test(`the steps and what is being read pass axe in ${theme}`, async () => {
    document.documentElement.dataset.theme = theme
    mockTauri({
      status: () => ({ connectwise: {}, c3: null, freshness: null }),
      overview: () => ({ mapped: 0 }),
    })
    const screen = await render(
      <main>
        <Stepper current="c3" />
        <Skeleton label="Reading the plan" />
      </main>,
    )
    const [first, second] = screen.getByRole('listitem').elements()
    await expect.poll(() => first?.textContent).toContain('(done)')
    expect(second?.getAttribute('aria-current')).toBe('step')
    await expect.element(screen.getByRole('status')).toHaveTextContent('Reading the plan…')
    expect(await violations()).toEqual([])
  })
}
