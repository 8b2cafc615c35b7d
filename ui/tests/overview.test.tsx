// The overview: its sentences with their ways, and the plot of busy days.
import '../src/styles/index.css'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import type { DayOfChanges, Overview } from '../src/bindings'
import { BusyPlot } from '../src/screens/overview/BusyPlot'
import { BusyTable } from '../src/screens/overview/BusyTable'
import { busyOf } from '../src/screens/overview/busy'
import { needsOf } from '../src/screens/overview/needs'
import { NOTHING } from './books'

afterEach(cleanup)

const CALM: Overview = { ...NOTHING, customers: 10, mapped: 10, up_to_date: 10 }

test('what needs a hand comes in the order of its urgency, each with its way', () => {
  expect(needsOf(CALM, 0)).toEqual([])
  const needs = needsOf(
    { ...CALM, pending: 1, with_errors: 3, unreadable: 2, on_hold: 1, interrupted: [17] },
    1,
  )
  expect(needs.map(({ id }) => id)).toEqual([
    'interrupted',
    'errors',
    'on-hold',
    'waiting',
    'unreadable',
    'pending',
  ])
  expect(needs.map(({ title }) => title)).toContain('1 customer has changes to upload')
  expect(needs.find(({ id }) => id === 'errors')?.way).toEqual({
    path: 'upload',
    params: { standing: 'errors' },
  })
  expect(needs.find(({ id }) => id === 'interrupted')?.way).toBeNull()
})

test('a button says what it does for its need', () => {
  const all = { ...CALM, unmapped: 3, products_unmapped: 2, not_validated: 4, renamed: 1 }
  expect(needsOf(all, 1).map(({ button }) => button)).toEqual([
    'See the names',
    'See the changes',
    'See these customers',
    'Map the products',
    'Map the customers',
  ])
})

const ROWS: readonly DayOfChanges[] = [
  { day: '2026-10-16', kind: 'new', events: 2 },
  { day: '2026-10-16', kind: 'increase', events: 3 },
  { day: '2026-10-16', kind: 'ended', events: 1 },
  { day: '2026-10-18', kind: 'price', events: 4 },
]

test('days without changes stand in the plot, kinds are gathered, nothing is lost', () => {
  const busy = busyOf(ROWS, '2026-10-17', 4)
  expect(busy.days.map(({ day, total }) => [day, total])).toEqual([
    ['2026-10-15', 0],
    ['2026-10-16', 6],
    ['2026-10-17', 0],
    ['2026-10-18', 4],
  ])
  expect(busy.days[1]).toMatchObject({ more: 5, fewer: 1, price: 0, other: 0 })
  expect(busy).toMatchObject({
    total: 10,
    busiest: { day: '2026-10-16' },
    kinds: ['new', 'increase', 'price', 'ended'],
  })
})

test('the arrow keys go from day to day, Enter opens a day that had changes', async () => {
  const busy = busyOf(ROWS, '2026-10-18', 4)
  const onOpen = vi.fn()
  const at = (marked: number | null, onMark: (index: number | null) => void) => (
    <BusyPlot busy={busy} marked={marked} onMark={onMark} onOpen={onOpen} />
  )
  const onMark = vi.fn()
  const screen = await render(at(null, onMark))
  screen.getByRole('slider').element().focus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(onMark).toHaveBeenLastCalledWith(3)
  await screen.rerender(at(2, onMark))
  await expect
    .element(screen.getByRole('slider'))
    .toHaveAttribute('aria-valuetext', expect.stringContaining('no changes'))
  await userEvent.keyboard('{Enter}{ArrowLeft}')
  expect(onOpen).not.toHaveBeenCalled()
  expect(onMark).toHaveBeenLastCalledWith(1)
  await screen.rerender(at(1, onMark))
  await userEvent.keyboard('{Enter}')
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('2026-10-16')
})

test('the table has the same figures, the newest day first', async () => {
  const onOpen = vi.fn()
  const screen = await render(<BusyTable busy={busyOf(ROWS, '2026-10-18', 90)} onOpen={onOpen} />)
  expect(screen.getByRole('row').elements()).toHaveLength(3)
  await screen.getByRole('button').first().click()
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('2026-10-18')
})
