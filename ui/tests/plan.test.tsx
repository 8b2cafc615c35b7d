// A plan's lines: amounts that stay readable beside their explanation, one line for one addition, and
// what is billed no more said as that.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { cleanup } from 'vitest-browser-react'
import type { Operation } from '../src/bindings'
import { forgetAnswers } from '../src/hooks/useAsk'
import { actionWords } from '../src/screens/upload/PlanSummary'
import { violations } from './axe'
import { line, openRecord, operation, plan } from './record'

beforeEach(() => forgetAnswers())
afterEach(async () => {
  await cleanup()
  await page.viewport(1000, 640)
})

const entered = line('31', '40.00', { effective: '2026-07-29' })
const ended = { ...entered, cancelled: '2026-10-31' }
const whole = { before: '1240.00', after: '1240.00' }
const ADOPTED: readonly Operation[] = [
  operation(1, { action: 'adopt', addition: 9, before: entered, after: entered, on_invoice: whole }),
  operation(2, {
    action: 'end',
    addition: 9,
    before: entered,
    after: ended,
    on_invoice: { ...whole, after: '0.00' },
  }),
  operation(3),
]

const WHY = { text: 'Contoso, new line', steps: [], amount: '0.00', events: [], record: 1 }

for (const [width, height] of [
  [1280, 800],
  [1000, 640],
] as const) {
  test(`at ${width} × ${height} the plan gives way to the explanation of a line, and keeps its amounts`, async () => {
    await page.viewport(width, height)
    // The rail leaves the page so much.
    document.body.style.width = `${width - 200}px`
    const screen = await openRecord({ operations: [operation(1)] }, { why_operation: () => WHY })
    const amount = screen.getByRole('cell', { name: '240.00', exact: true })
    await expect.element(amount).toBeVisible()
    await expect.element(screen.getByRole('columnheader', { name: 'Quantity' })).toBeVisible()
    await screen.getByRole('button', { name: 'More about Business Premium' }).click()
    await screen.getByRole('button', { name: 'Why?' }).click()
    const panel = screen.getByRole('complementary', { name: 'Why this line?' })
    await expect.element(panel).toBeVisible()
    await expect.element(screen.getByRole('columnheader', { name: 'Quantity' })).not.toBeInTheDocument()
    await expect
      .element(screen.getByRole('cell', { name: /12 × 20\.00, Nov 15, 2026 runs on/ }))
      .toBeVisible()
    const left = panel.element().getBoundingClientRect().left
    expect(amount.element().getBoundingClientRect().right).toBeLessThanOrEqual(left)
    // The screen's scrollbar ends where the panel begins.
    const content = document.querySelector('.Page-content')?.getBoundingClientRect()
    expect(content?.right).toBeLessThanOrEqual(left + 1)
    expect(document.querySelector('.Page-content')?.scrollWidth).toBeLessThanOrEqual(content?.width ?? 0)
    expect(await violations()).toEqual([])
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect.element(screen.getByRole('columnheader', { name: 'Quantity' })).toBeVisible()
    document.body.style.width = ''
  })
}

test('what is adopted and then ended is one line, whose amount stands once', async () => {
  const screen = await openRecord({ operations: ADOPTED })
  await expect
    .element(screen.getByText('1 line to add and 1 to adopt and then end, on 1 agreement'))
    .toBeVisible()
  await expect.element(screen.getByText('2 lines, 3 changes')).toBeVisible()
  await expect.element(screen.getByRole('cell', { name: 'Adopt then end' })).toBeVisible()
  expect(screen.getByText('1,240.00').elements()).toHaveLength(1)
  await expect.element(screen.getByRole('cell', { name: '1,240.00 becomes 0.00' })).toBeVisible()
  await screen.getByRole('button', { name: 'More about Business Premium' }).first().click()
  await expect.element(screen.getByText(/Its amount counts once\./)).toBeVisible()
})

test('of an upload, both changes of one line count once ConnectWise confirmed both', () => {
  const after = (states: ReadonlyArray<Operation['state']>) =>
    actionWords([plan(ADOPTED.map((one, index) => ({ ...one, state: states[index] ?? 'planned' })))], true)
  expect(after(['confirmed', 'confirmed', 'confirmed'])).toBe(
    '1 line added and 1 adopted and then ended, on 1 agreement',
  )
  expect(after(['confirmed', 'failed', 'planned'])).toBe('1 line adopted, on 1 agreement')
})

test('a line that failed in one of its two changes says how far each is', async () => {
  const failed = ADOPTED.map((one) =>
    one.id === 2 ? { ...one, state: 'failed' as const, error: 'ConnectWise refused it' } : one,
  )
  const screen = await openRecord({
    operations: failed.map((one) => (one.id === 2 ? one : { ...one, state: 'confirmed' as const })),
    job: { kind: 'export', status: 'error', plans: false, confirmed: 2, failed: 1 },
  })
  await expect.element(screen.getByRole('cell', { name: 'Adopt Confirmed then end Failed' })).toBeVisible()
  await expect.element(screen.getByText('ConnectWise refused it.')).toBeVisible()
})

test('a line that is voided says from when on nothing is billed, and no day that would be', async () => {
  const before = line('2', '3.16')
  const after = { ...before, cancelled: before.effective, billable: false }
  const screen = await openRecord({
    operations: [operation(1, { action: 'void', addition: 6, before, after })],
  })
  await expect.element(screen.getByRole('cell', { name: 'from Nov 15, 2026 nothing billed' })).toBeVisible()
  expect(screen.getByText('to Nov 15, 2026').elements()).toHaveLength(0)
})

test('prices of two to four digits align on the point', async () => {
  const prices = ['31.644', '4.7466', '20']
  const screen = await openRecord({
    operations: prices.map((price, index) => operation(index, { after: line('1', price) })),
  })
  await expect.element(screen.getByText('4.7466')).toBeVisible()
  const points = ['31.644', '4.7466', '20.00'].map((text) => pointOf(screen.getByText(text).element()))
  for (const point of points) expect(point).toBeCloseTo(points[0] ?? 0, 0)
})

/** Where on the screen the point of a figure stands. */
function pointOf(figure: Element): number {
  const text = figure.firstChild
  const range = document.createRange()
  if (!text) return Number.NaN
  const at = text.textContent?.indexOf('.') ?? 0
  range.setStart(text, at)
  range.setEnd(text, at + 1)
  return range.getBoundingClientRect().left
}

test('the plan of an undo says what is to be done, not that nothing was', async () => {
  const screen = await openRecord({
    operations: [operation(1, { action: 'end', addition: 5, before: line('12', '20.00') })],
    job: { kind: 'undo', source: 2, plans: true },
  })
  await expect.element(screen.getByText('1 line to end, on 1 agreement')).toBeVisible()
})
