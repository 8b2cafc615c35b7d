// The subscription history: its place in the router, its words, and the word on an event.
import '../src/styles/index.css'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import type { Became, HistoryFilter, LedgerEvent } from '../src/bindings'
import { type Handler, mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { HistoryScreen } from '../src/screens/HistoryScreen'
import { dayIn, daysUntil } from '../src/screens/history/days'
import { chipsOf } from '../src/screens/history/FilterChips'
import { outcomeOf } from '../src/screens/history/kinds'
import { EVERYTHING, isFiltered, nameOf, paramsOf, placeOf } from '../src/screens/history/place'
import { RouterProvider } from '../src/shell/router'
import { event as anEvent } from './books'

afterEach(() => {
  cleanup()
  forgetAnswers()
})

const event = (id: number, part: Partial<LedgerEvent> = {}): LedgerEvent =>
  anEvent({ id, product: `Visio Plan ${id}`, ...part })

test('a place survives its way through the parameters, and nonsense is left out', () => {
  const filter: HistoryFilter = {
    ...EVERYTHING,
    customer: 'c1',
    text: 'visio plan',
    kinds: ['new', 'price'],
    from: '2026-10-01',
    uploaded: false,
    decide: true,
  }
  const place = { tab: 'changes', event: 7, filter } as const
  expect(placeOf(paramsOf(place))).toEqual(place)
  expect(placeOf({ event: 'x', kinds: 'new,odd', from: 'yesterday', uploaded: 'maybe', tab: 'odd' })).toEqual(
    {
      tab: 'changes',
      event: null,
      filter: { ...EVERYTHING, kinds: ['new'] },
    },
  )
  expect(isFiltered(EVERYTHING)).toBe(false)
  expect(nameOf(filter)).not.toBe(nameOf({ ...filter, uploaded: null }))
})

test('each filter is a chip that takes itself away', () => {
  const filter: HistoryFilter = {
    ...EVERYTHING,
    kinds: ['new', 'price'],
    uploaded: true,
    until: '2026-10-31',
  }
  const chips = chipsOf(filter, { customer: '', subscription: '' })
  expect(chips.map(({ text }) => text)).toEqual([
    'New',
    'Price',
    'Uploaded',
    expect.stringContaining('Until'),
  ])
  expect(chips.find(({ id }) => id === 'new')?.without).toEqual({ kinds: ['price'] })
})

test('what became of an event: its newest record, or why there is none', () => {
  const line = (job: number, action: Became['action']): Became => ({
    addition: job,
    agreement: 1,
    action,
    job,
    reference: null,
  })
  expect(outcomeOf(event(1, { became: [line(4, 'create')] }), false)).toMatchObject({ text: 'Added' })
  const two = outcomeOf(event(1, { became: [line(9, 'end'), line(4, 'create')] }), false)
  expect(two).toMatchObject({ text: '2 lines', last: { job: 9 } })
  expect(outcomeOf(event(1), true).text).toBe('To decide')
  expect(outcomeOf(event(1, { decision: 'discard' }), false).text).toBe('Discarded')
  expect(outcomeOf(event(1, { kind: 'no-change' }), false).text).toBe('Nothing to upload')
  expect(outcomeOf(event(1), false).text).toBe('Not uploaded')
})

test('an instant falls on the day of its time zone', () => {
  expect(dayIn('2026-10-17T22:30:00Z', 'Europe/Zurich')).toBe('2026-10-18')
  expect(dayIn('2026-10-17T22:30:00Z', 'UTC')).toBe('2026-10-17')
  expect(daysUntil('2026-03-01', 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
})

function backendOf(rows: LedgerEvent[], decide = vi.fn(), part: Readonly<Record<string, Handler>> = {}) {
  mockTauri({
    history: ({ filter }) => {
      const { decide: isWaiting, subscription } = filter as HistoryFilter
      const found = rows
        .filter((row) => !isWaiting || (row.id === 2 && row.decision === null))
        .filter((row) => subscription === null || row.subscription === subscription)
      return { rows: found, total: found.length }
    },
    events: ({ ids }) => rows.filter(({ id }) => (ids as number[]).includes(id)),
    decide_event: (args) => {
      decide(args)
      for (const row of rows) if (row.id === args.event) row.decision = String(args.decision)
      return null
    },
    unreadable_rows: () => [],
    settings: () => ({ billing: { 'billing-time-zone': 'Europe/Zurich' } }),
    status: () => ({ c3: null, freshness: null }),
    search_customers: () => ({ rows: [], total: 0 }),
    ...part,
  })
}

const screenAt = (hash: string) => {
  window.history.replaceState(null, '', hash)
  return render(
    <RouterProvider first="history">
      <HistoryScreen />
    </RouterProvider>,
  )
}

test('an event is opened with the keys, decided, and left to where it was', async () => {
  const decide = vi.fn()
  backendOf([event(3), event(2), event(1)], decide)
  const screen = await screenAt('#/history')
  await expect.element(screen.getByText('1 change waits for your decision')).toBeVisible()
  const grid = screen.getByRole('grid')
  grid.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'Visio Plan 2' })).toHaveFocus()
  expect(window.location.hash).toBe('#/history?event=2')
  await screen.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect.element(screen.getByText('You accepted it')).toBeVisible()
  expect(decide).toHaveBeenCalledExactlyOnceWith({ event: 2, decision: 'accept' })
  await userEvent.keyboard('{Escape}')
  await expect.element(grid).toHaveFocus()
})

test('a chip that is removed leaves focus on the screen, and the filter is gone', async () => {
  backendOf([event(1)])
  const screen = await screenAt('#/history?uploaded=no&decide=yes')
  await screen.getByRole('button', { name: 'Remove the filter To decide' }).click()
  await expect.element(screen.getByText('Visio Plan 1')).toBeVisible()
  await expect.poll(() => document.activeElement === document.body).toBe(false)
  expect(window.location.hash).toBe('#/history?uploaded=no')
})

test('nothing read yet says what to do', async () => {
  backendOf([])
  const screen = await screenAt('#/history')
  await expect.element(screen.getByText('No changes have been read yet')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Connect C3' })).toBeVisible()
})

test('a line that a change became tells why, and Escape leads back to the change', async () => {
  const became: Became = { addition: 70, agreement: 7, action: 'create', job: 4, reference: null }
  const whyLine = vi.fn(() => ({
    text: 'Contoso Bakery\nOn 17 Oct 2026 there are 10 licences',
    steps: [{ text: 'On 17 Oct 2026 there are 10 licences', calculation: null }],
    amount: '200.00',
    events: [1],
    record: 4,
  }))
  backendOf([event(1, { became: [became] })], vi.fn(), { why_line: whyLine })
  const screen = await screenAt('#/history?event=1')
  await screen.getByRole('button', { name: 'Why?' }).click()
  const panel = screen.getByRole('complementary', { name: 'Why this line?' })
  await expect.element(panel.getByText('On Oct 17, 2026 there are 10 licences')).toBeVisible()
  expect(whyLine).toHaveBeenCalledWith({ agreement: 7, addition: 70 })
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('heading', { name: 'Visio Plan 1' })).toBeVisible()
})
