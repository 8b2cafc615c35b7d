// The Upload screen: from the customers over a validation to the upload, what a finding's button
// does, and how a run ends. The backend is a table of answers.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import type { Operation, Step } from '../src/bindings'
import { RunProgress } from '../src/components/RunProgress'
import { ToastRegion } from '../src/components/Toasts'
import { type Handler, mockTauri, send } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { startRun } from '../src/hooks/useRuns'
import { UploadScreen } from '../src/screens/UploadScreen'
import { wayOf } from '../src/screens/upload/mending'
import { actionWords } from '../src/screens/upload/PlanSummary'
import { sumOf, sumsByCurrency } from '../src/screens/upload/sum'
import { tookWords } from '../src/screens/upload/words'
import { RouterProvider } from '../src/shell/router'
import { violations } from './axe'
import { customer, finding, job } from './books'

const CUSTOMERS = [customer(), customer({ id: 'b', name: 'Fabrikam', company_name: 'Fabrikam AG' })]

const operation: Operation = {
  id: 1,
  action: 'change',
  addition: 5,
  subscription: 's',
  product: 'Business Premium',
  reference: 's:b261101',
  before: line('10', '200.00'),
  after: line('12', '240.00'),
  text: 'From 10 to 12',
  events: [],
  state: 'planned',
  error: null,
  on_invoice: { before: '200.00', after: '226.67' },
}

function line(quantity: string, amount: string) {
  return {
    item: 1,
    item_name: 'BP-M',
    quantity,
    unit_price: '20.00',
    amount,
    effective: '2026-11-01',
    cancelled: null,
    billable: true,
  }
}

const PLAN = {
  customer: 'a',
  customer_name: 'Contoso',
  agreement: 7,
  agreement_name: 'Cloud services',
  company_name: 'Contoso AG',
  currency: 'CHF',
  next_invoice: { before: '200.00', after: '240.00', change: '40.00' },
  operations: [operation],
}

const page = (rows: readonly unknown[]) => ({ rows, total: rows.length })

function answers(part: Readonly<Record<string, Handler>> = {}): void {
  mockTauri({
    status: () => ({ interrupted: [] }),
    upload_customers: () => page(CUSTOMERS),
    upload_customer_ids: () => CUSTOMERS.map(({ id }) => id),
    jobs: () => page([]),
    record: () => job({}),
    record_plan: () => page([PLAN]),
    record_findings: () => page([]),
    ...part,
  })
}

async function open(hash = '#/upload') {
  window.history.replaceState(null, '', hash)
  return render(
    <RouterProvider first="upload">
      <UploadScreen />
      <RunProgress />
      <ToastRegion />
    </RouterProvider>,
  )
}

beforeEach(() => forgetAnswers())
afterEach(async () => {
  await cleanup()
  delete document.documentElement.dataset.theme
})

test('validates the chosen customers and opens the record; Upload then opens the Export record', async () => {
  const validate = vi.fn(() => 1)
  const upload = vi.fn(() => 2)
  answers({
    validate,
    upload,
    record: (args) => (args.job === 2 ? job({ id: 2, kind: 'export', source: 1, confirmed: 1 }) : job({})),
  })
  const screen = await open()
  await expect.element(screen.getByText('Fabrikam', { exact: true })).toBeVisible()
  screen.getByRole('grid').element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown} ')
  await screen.getByRole('button', { name: 'Validate 1 customer' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Validate record' })).toBeVisible()
  expect(validate).toHaveBeenCalledWith(
    expect.objectContaining({ scope: { which: 'customers', ids: ['b'] } }),
  )
  await expect.element(screen.getByText('1 line to change, on 1 agreement')).toBeVisible()
  await expect.element(screen.getByText('CHF\u00a0+40.00')).toBeVisible()
  await screen.getByRole('button', { name: 'Upload 1 change' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Export record' })).toBeVisible()
  await expect.element(screen.getByText('ConnectWise confirmed the change')).toBeVisible()
  expect(upload).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ job: 1 }))
})

test('with errors nothing can be uploaded; the others are validated without those that have errors', async () => {
  const validate = vi.fn(() => 3)
  answers({
    validate,
    record: (args) => (args.job === 1 ? job({ status: 'error', errors: 1 }) : job({ id: 3 })),
    record_findings: () => page([finding({})]),
  })
  const screen = await open('#/upload?job=1')
  await expect.element(screen.getByText('1 error keeps this record from being uploaded')).toBeVisible()
  expect(screen.getByRole('button', { name: /^Upload/ }).elements()).toHaveLength(0)
  await screen.getByRole('button', { name: /without the customers that have errors/ }).click()
  await vi.waitFor(() =>
    expect(validate).toHaveBeenCalledWith(
      expect.objectContaining({ scope: { which: 'customers', ids: ['a'] } }),
    ),
  )
})

test('a duplicate is decided in place, and focus goes back to its button', async () => {
  const decide = vi.fn(() => null)
  answers({
    decide_duplicate: decide,
    record: () => job({ status: 'error', errors: 1 }),
    record_findings: () => page([finding({})]),
  })
  const screen = await open('#/upload?job=1')
  await screen.getByRole('button', { name: 'Decide: Fabrikam' }).click()
  await screen.getByLabelText('End it').click()
  await screen.getByRole('button', { name: 'Save decision' }).click()
  const button = screen.getByRole('button', { name: 'End: Fabrikam' })
  await expect.element(button).toHaveFocus()
  expect(decide).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ agreement: 7, addition: 70, word: { word: 'end' } }),
  )
  await expect.element(screen.getByText('1 decision saved')).toBeVisible()
})

test('a run that fails says so until it is dismissed; one that was cancelled leaves nothing', async () => {
  const error = { code: 'unreachable', message: 'ConnectWise did not answer', reference: 'ab' }
  answers({ validate: () => Promise.reject(error) })
  const screen = await open()
  await screen.getByRole('button', { name: 'Validate all' }).click()
  await expect.element(screen.getByText('Validating 2 customers did not finish')).toBeVisible()
  await screen.getByRole('button', { name: 'Dismiss' }).click()
  expect(screen.getByText('ConnectWise did not answer.').elements()).toHaveLength(0)
  answers({ validate: () => Promise.reject({ ...error, code: 'cancelled' }) })
  await screen.getByRole('button', { name: 'Validate all' }).click()
  await expect.element(screen.getByRole('button', { name: 'Validate all' })).toBeEnabled()
  expect(screen.getByText(/did not finish/).elements()).toHaveLength(0)
})

test('the rail shows a run with its count, and cancels it by its number', async () => {
  const cancel = vi.fn(() => null)
  answers({ cancel_run: cancel })
  const screen = await render(<RunProgress />)
  let end = () => {}
  let number = 0
  const run = startRun('Refreshing', (id, steps) => {
    number = id
    const step: Step = { phase: 'Reading C3', done: 1200, total: 5000 }
    send(steps, step)
    return new Promise<void>((resolve) => {
      end = resolve
    })
  })
  await expect.element(screen.getByText('1,200 of 5,000')).toBeVisible()
  await screen.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(screen.getByText('Cancelling…')).toBeVisible()
  expect(cancel).toHaveBeenCalledExactlyOnceWith({ run: number })
  end()
  await run
  await expect.element(screen.getByText('Refreshing')).not.toBeInTheDocument()
})

test('sums are exact, whatever their scale', () => {
  expect(sumOf(['0.1', '0.2', '-0.30'])).toBe('0.00')
  expect(sumOf(['9007199254740993.01', '0.02'])).toBe('9007199254740993.03')
  expect(sumOf(['-0.05', '0.015'])).toBe('-0.035')
  expect(sumOf([])).toBe('0')
  expect(sumOf(['1,5'])).toBeNull()
  expect(
    sumsByCurrency([
      { currency: 'CHF', amount: '1.00' },
      { currency: 'EUR', amount: '2.00' },
      { currency: 'CHF', amount: '-3.50' },
    ]),
  ).toEqual([
    ['CHF', '-2.50'],
    ['EUR', '2.00'],
  ])
})

test('a finding leads to the exact place where it is mended', () => {
  expect(wayOf(finding({ mending: 'mapping', subscription: 's' }))).toEqual({
    go: 'mapping',
    params: { customer: 'b', agreement: '7', subscription: 's' },
    label: 'Product Mapping',
  })
  expect(wayOf(finding({ mending: 'history', subscription: 's', event: 4 }))).toMatchObject({
    go: 'history',
    params: { subscription: 's', event: '4' },
  })
  expect(wayOf(finding({ mending: 'line', addition: null }))).toEqual({ say: 'Mend in ConnectWise' })
  expect(wayOf(finding({ mending: 'nothing' }))).toBeNull()
})

test('how long a run took', () => {
  expect(tookWords('2026-11-24T08:00:00.100Z', '2026-11-24T08:00:00.900Z')).toBe('under a second')
  expect(tookWords('2026-11-24T08:00:00Z', '2026-11-24T08:03:05Z')).toBe('3 min 5 s')
})

test('a line shows what it makes of the next invoice, and why', async () => {
  const whyOperation = vi.fn(() => WHY)
  answers({ why_operation: whyOperation })
  const { getByRole, getByText } = await open('#/upload?job=1')
  await expect.element(getByText('226.67')).toBeVisible()
  await userEvent.click(getByRole('button', { name: /Details of Business Premium|Business Premium/ }).first())
  await userEvent.click(getByRole('button', { name: 'Why?' }))
  const panel = getByRole('complementary', { name: 'Why this line?' })
  await expect.element(panel).toBeVisible()
  await expect.element(panel.getByText('10 × 20.00 × 16 ÷ 31 = 103.225806…')).toBeVisible()
  expect(whyOperation).toHaveBeenCalledWith({ operation: 1 })
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await userEvent.click(panel.getByRole('button', { name: 'Copy as text' }))
  expect(writeText).toHaveBeenCalledWith(WHY.text)
  await expect.element(getByText('The text is copied')).toBeVisible()
})

test('the whole next invoice opens with the lines that the plan leaves alone', async () => {
  answers({ preview_invoices: () => [PREVIEW] })
  const { getByRole, getByText } = await open('#/upload?job=1')
  await userEvent.click(getByRole('button', { name: 'Show the whole next invoice' }))
  const table = getByRole('table', { name: 'Additions on the next invoice of Cloud services' })
  await expect.element(table.getByText('Backup by hand')).toBeVisible()
  await expect.element(table.getByText('15 of 31 + 30 of 30 days, 15 caught up')).toBeVisible()
  await expect.element(getByText('1 addition of the last invoiced period')).toBeVisible()
})

const WHY = {
  text: 'Contoso, agreement 7\nOctober 2026: 10 × 20.00 × 16 ÷ 31 = 103.225806…',
  steps: [{ text: 'October 2026', calculation: '10 × 20.00 × 16 ÷ 31 = 103.225806…' }],
  amount: '103.23',
  events: [3],
  record: 1,
}

const PREVIEW = {
  agreement: 7,
  name: 'Cloud services',
  currency: 'CHF',
  first: '2026-11-01',
  last: '2026-11-30',
  before: '245.00',
  after: '271.67',
  notes: ['1 addition of the last invoiced period'],
  lines: [
    {
      addition: 5,
      is_ours: true,
      action: 'change',
      item_name: 'BP-M',
      text: 'Business Premium',
      quantity: '12',
      unit_price: '20.00',
      days: '15 of 31 + 30 of 30 days, 15 caught up',
      before: '200.00',
      after: '226.67',
    },
    {
      addition: 6,
      is_ours: false,
      action: null,
      item_name: 'BACKUP',
      text: 'Backup by hand',
      quantity: '1',
      unit_price: '45.00',
      days: '30 of 30 days',
      before: '45.00',
      after: '45.00',
    },
  ],
}

test('an upload that is over says what was done, not what is to be done', () => {
  const added: Operation = { ...operation, id: 2, action: 'create', before: null, state: 'confirmed' }
  const whole = {
    ...PLAN,
    operations: [added, { ...added, id: 3 }, { ...operation, state: 'confirmed' as const }],
  }
  const half = { ...PLAN, operations: [added, { ...operation, state: 'failed' as const }] }
  expect(actionWords([PLAN, whole], false)).toBe('2 lines to add and 2 to change, on 2 agreements')
  expect(actionWords([whole], true)).toBe('2 lines added and 1 changed, on 1 agreement')
  expect(actionWords([half, PLAN], true)).toBe('1 line added, on 1 agreement')
  expect(actionWords([PLAN], true)).toBe('No line was written')
})

test.each(['light', 'dark'])('the customers, a plan and its findings pass axe in %s', async (theme) => {
  document.documentElement.dataset.theme = theme
  answers({
    record_plan: () => page([PLAN, { ...PLAN, agreement: 8, operations: [{ ...operation, id: 2 }] }]),
    record_findings: () => page([finding({}), finding({ severity: 'warning', addition: 71 })]),
    record: () => job({ errors: 1, warnings: 1, operations: 2 }),
  })
  const home = await open()
  await expect.element(home.getByText('Fabrikam', { exact: true })).toBeVisible()
  expect(await violations()).toEqual([])
  await cleanup()
  const plan = await open('#/upload?job=1&part=plan')
  // Two agreements of one name are told apart by their numbers.
  await expect
    .element(plan.getByRole('region', { name: 'Contoso, Cloud services, agreement 7' }))
    .toBeVisible()
  await expect
    .element(plan.getByRole('region', { name: 'Contoso, Cloud services, agreement 8' }))
    .toBeVisible()
  expect(await violations()).toEqual([])
  await cleanup()
  const findings = await open('#/upload?job=1&part=findings')
  await expect.element(findings.getByRole('button', { name: 'Decide: Fabrikam' }).first()).toBeVisible()
  expect(await violations()).toEqual([])
})
