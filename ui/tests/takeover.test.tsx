// Taking an agreement over: proposals, choices by keyboard, what they come to, saving; and an edited
// line side by side. The backend is a table of answers.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import type { DuplicateWord, HandLine, LineDecided, TakeOver } from '../src/bindings'
import { ToastRegion } from '../src/components/Toasts'
import { type Handler, mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { UploadScreen } from '../src/screens/UploadScreen'
import { RouterProvider } from '../src/shell/router'
import { violations } from './axe'
import { finding, job } from './books'

const facts = (quantity: string) => ({
  quantity,
  unit_price: '20.00',
  amount: '160.00',
  effective: '2026-02-01',
  cancelled: null,
  billable: true,
})

const line = (addition: number, quantity: string, proposal: DuplicateWord): HandLine => ({
  addition,
  item: 1,
  item_name: 'BP-M',
  product: null,
  text: 'Business Premium',
  values: facts(quantity),
  included: null,
  needs_word: true,
  is_adoptable: true,
  proposal,
  reason: proposal.word === 'adopt' ? 'It has the same item and quantity' : 'Each has its line already',
  word: null,
})

const LINES: readonly HandLine[] = [
  line(70, '8', { word: 'adopt', subscription: 'sub-0001' }),
  line(71, '2', { word: 'end' }),
  {
    ...line(72, '1', { word: 'leave' }),
    item: 9,
    item_name: 'HELPDESK',
    product: 'Help desk, hours',
    text: 'Helpdesk',
    needs_word: false,
  },
]

function found(drafts: readonly LineDecided[]): TakeOver {
  const isDone = drafts.length === 2
  return {
    name: 'Microsoft cloud',
    customer: 'b',
    customer_name: 'Fabrikam',
    currency: 'CHF',
    open: '2026-11-01',
    lines: LINES.map((one) => ({
      ...one,
      word: drafts.find(({ addition }) => addition === one.addition)?.word ?? null,
    })),
    subscriptions: [
      {
        id: 'sub-0001',
        product: 'Business Premium',
        has: '8 licences',
        item: 1,
        days: [
          {
            from: '2026-11-01',
            to: null,
            by_hand: isDone ? '8' : '0',
            wanted: '8',
            stands: '8',
            is_even: true,
            says: isDone ? 'No gap, no overlap' : 'No gap, no overlap; 10 licences by hand stay beside it',
          },
        ],
      },
    ],
    obstacles: [],
    is_even: isDone,
    says: isDone ? 'No day has a gap' : `${2 - drafts.length} lines are not decided yet`,
    next_invoice: { before: '200.00', after: isDone ? '160.00' : '360.00', change: '-40.00' },
  }
}

function answers(part: Readonly<Record<string, Handler>> = {}): void {
  mockTauri({
    status: () => ({ interrupted: [] }),
    jobs: () => ({ rows: [], total: 0 }),
    cut_over: ({ drafts }) => found(drafts as readonly LineDecided[]),
    ...part,
  })
}

async function open(hash = '#/upload?takeOver=7') {
  window.history.replaceState(null, '', hash)
  return render(
    <RouterProvider first="upload">
      <UploadScreen />
      <ToastRegion />
    </RouterProvider>,
  )
}

beforeEach(() => forgetAnswers())
afterEach(async () => {
  await cleanup()
  delete document.documentElement.dataset.theme
})

test('proposals are only accepted on purpose; what they come to is shown before they are saved', async () => {
  const save = vi.fn(() => null)
  const validate = vi.fn(() => 1)
  answers({ decide_duplicates: save, validate })
  const screen = await open()
  await expect.element(screen.getByRole('heading', { name: 'Take over Microsoft cloud' })).toBeVisible()
  await expect.element(screen.getByText('2 lines are not decided yet')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Save decisions' })).toBeDisabled()
  await expect.element(screen.getByText('Nothing to decide')).toBeVisible()
  await screen.getByRole('button', { name: 'Accept 2 proposals' }).click()
  await expect.element(screen.getByText('No day has a gap')).toBeVisible()
  await expect.element(screen.getByText('No gap, no overlap', { exact: true })).toBeVisible()
  await expect.element(screen.getByText('CHF\u00a0160.00')).toBeVisible()
  expect(save).not.toHaveBeenCalled()
  await screen.getByRole('button', { name: 'Save 2 decisions' }).click()
  expect(save).toHaveBeenCalledExactlyOnceWith({
    agreement: 7,
    drafts: [
      { addition: 70, word: { word: 'adopt', subscription: 'sub-0001' } },
      { addition: 71, word: { word: 'end' } },
    ],
  })
  await screen.getByRole('button', { name: 'Validate Fabrikam' }).click()
  expect(validate).toHaveBeenCalledWith(
    expect.objectContaining({ scope: { which: 'customers', ids: ['b'] } }),
  )
})

test('the product’s name leads, and the code of its item stands below', async () => {
  answers()
  const screen = await open()
  const lines = screen.getByRole('table', { name: 'Hand-made lines on Microsoft cloud' })
  await expect.element(lines.getByRole('cell', { name: 'Business Premium BP-M' }).first()).toBeVisible()
  await expect
    .element(
      screen.getByRole('button', { name: /What becomes of Business Premium, 8 licences, addition 70/ }),
    )
    .toBeVisible()
  const heads = [...lines.element().querySelectorAll('.Line-product')].map(({ textContent }) => textContent)
  expect(heads).toEqual(['Business Premium', 'Business Premium', 'Help desk, hours'])
})

test('it is filled like a spreadsheet: a letter chooses and goes on to the next row', async () => {
  answers()
  const screen = await open()
  const choice = (addition: number) =>
    screen.getByRole('button', { name: new RegExp(`What becomes of .* addition ${addition}`) })
  await expect.element(choice(70)).toBeVisible()
  choice(70).element().focus()
  await userEvent.keyboard('a')
  await expect.element(choice(71)).toHaveFocus()
  await userEvent.keyboard('l')
  await expect.element(choice(71)).toHaveTextContent('Leave it')
  await expect.element(choice(70)).toHaveTextContent('Adopt for 8 licences')
  await expect.element(screen.getByRole('button', { name: 'Save 2 decisions' })).toBeEnabled()
})

test('where saving fails, the choices stay and it is said that none was saved', async () => {
  const error = { code: 'refused', message: 'Addition 70 is not billable', reference: 'ab' }
  answers({ decide_duplicates: () => Promise.reject(error) })
  const screen = await open()
  await screen.getByRole('button', { name: 'Accept 2 proposals' }).click()
  await screen.getByRole('button', { name: 'Save 2 decisions' }).click()
  await expect.element(screen.getByText('No decision was saved.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Save 2 decisions' })).toBeEnabled()
})

test('an edited line is shown side by side, with what each choice does', async () => {
  const decide = vi.fn(() => null)
  const told = finding({
    code: 'line-changed-outside',
    subscription: 's',
    product: 'Business Premium',
    message: 'Somebody changed line 70',
    mending: 'line',
  })
  const outcome = (quantity: string, says: string, after: string) => ({
    lines: [{ ...facts(quantity), effective: '2026-11-01' }],
    says,
    next_invoice: { before: '180.00', after, change: '0.00' },
  })
  answers({
    record: () => job({ status: 'error', errors: 1 }),
    record_findings: () => ({ rows: [told], total: 1 }),
    record_plan: () => ({ rows: [], total: 0 }),
    decide_line: decide,
    edited_line: () => ({
      written: facts('8'),
      stands: facts('9'),
      open: '2026-11-01',
      currency: 'CHF',
      theirs: outcome('9', 'Nothing is written; the line stays as it stands', '180.00'),
      ours: outcome('8', 'The next upload writes 2 changes', '160.00'),
    }),
  })
  const screen = await open('#/upload?job=1')
  await screen.getByRole('button', { name: 'Decide: Fabrikam, Business Premium' }).click()
  const sides = screen.getByRole('table', { name: 'What Accord wrote and what stands now' })
  await expect.element(sides.getByRole('row', { name: 'Quantity 8 9' })).toBeVisible()
  const effects = screen.getByRole('table', { name: 'What each choice does' })
  await expect.element(effects.getByText('The next upload writes 2 changes.')).toBeVisible()
  await expect.element(effects.getByText('CHF\u00a0160.00')).toBeVisible()
  await screen.getByLabelText('Take ours').click()
  await screen.getByRole('button', { name: 'Save decision' }).click()
  await vi.waitFor(() =>
    expect(decide).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ agreement: 7, addition: 70, word: 'ours' }),
    ),
  )
})

test.each(['light', 'dark'])(
  'the sitting passes axe in %s, and no verdict widens the page',
  async (theme) => {
    document.documentElement.dataset.theme = theme
    answers()
    const screen = await open()
    await expect.element(screen.getByText(/10 licences by hand stay beside it/)).toBeVisible()
    await screen.getByRole('button', { name: 'Accept 2 proposals' }).click()
    await expect.element(screen.getByText('No day has a gap')).toBeVisible()
    expect(await violations()).toEqual([])
    await screen.getByRole('button', { name: 'Undo the choices' }).click()
    const verdict = screen.getByText(/10 licences by hand stay beside it/)
    await expect.element(verdict).toBeVisible()
    const table = screen.getByRole('table', { name: 'Coverage of each subscription' }).element()
    expect(verdict.element().getBoundingClientRect().right).toBeLessThanOrEqual(
      table.getBoundingClientRect().right,
    )
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth)
  },
)
