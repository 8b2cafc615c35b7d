// Taking an upload back: from the Export record over the plan to the Undo record, and lifting the
// hold afterwards. The backend is a table of answers.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import type { Job } from '../src/bindings'
import { ToastRegion } from '../src/components/Toasts'
import { mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { UploadScreen } from '../src/screens/UploadScreen'
import { RouterProvider } from '../src/shell/router'

const job = (part: Partial<Job>): Job => ({
  id: 2,
  kind: 'export',
  status: 'success',
  started_at: '2026-11-24T08:00:00Z',
  finished_at: '2026-11-24T08:00:05Z',
  as_of: null,
  source: 1,
  error: null,
  customers: 1,
  errors: 0,
  warnings: 0,
  operations: 2,
  confirmed: 2,
  failed: 0,
  plans: false,
  uploaded_by: null,
  ...part,
})

const RECORDS: Readonly<Record<number, Job>> = {
  2: job({}),
  3: job({ id: 3, kind: 'undo', source: 2, confirmed: 0, plans: true, warnings: 1 }),
  4: job({ id: 4, kind: 'undo', source: 3 }),
}

const HELD = {
  severity: 'warning',
  code: 'on-hold',
  customer: 'a',
  customer_name: 'Contoso',
  subscription: 's',
  product: 'Business Premium',
  message: 'With the undo this subscription stands on hold',
  mending: 'subscription',
  agreement: null,
  addition: null,
  event: null,
}

async function open(hash: string, part: Parameters<typeof mockTauri>[0] = {}) {
  const page = (rows: readonly unknown[]) => ({ rows, total: rows.length })
  mockTauri({
    status: () => ({ interrupted: [] }),
    jobs: () => page([]),
    record: (args) => RECORDS[Number(args.job)],
    record_plan: () => page([]),
    record_findings: () => page([HELD]),
    ...part,
  })
  window.history.replaceState(null, '', hash)
  return render(
    <RouterProvider first="upload">
      <UploadScreen />
      <ToastRegion />
    </RouterProvider>,
  )
}

beforeEach(() => forgetAnswers())
afterEach(cleanup)

test('an upload is planned to be taken back, looked at, and taken back', async () => {
  const planUndo = vi.fn(() => 3)
  const undo = vi.fn(() => 4)
  const screen = await open('#/upload?job=2', { plan_undo: planUndo, undo })
  await screen.getByRole('button', { name: 'Undo this upload…' }).click()
  await expect.element(screen.getByText('2 changes can be taken back')).toBeVisible()
  expect(planUndo).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ job: 2 }))
  expect(undo).not.toHaveBeenCalled()
  await screen.getByRole('button', { name: 'Take back 2 changes' }).click()
  await expect.element(screen.getByText(/The upload is taken back/)).toBeVisible()
  expect(undo).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ job: 3 }))
  expect(screen.getByRole('button', { name: /^Take back/ }).elements()).toHaveLength(0)
})

test('where something is on hold, nothing to upload is not said to be up to date', async () => {
  const held = job({ kind: 'validate', plans: true, operations: 0, confirmed: 0, warnings: 1 })
  const screen = await open('#/upload?job=2', { record: () => held })
  await expect.element(screen.getByText('Nothing to upload')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /Lift the hold/ })).toBeVisible()
  expect(screen.getByText('Up to date').elements()).toHaveLength(0)
})

test('an upload that was cut off is resumed before it is taken back', async () => {
  const screen = await open('#/upload?job=2', { record: () => job({ status: 'interrupted' }) })
  await expect.element(screen.getByText('This upload was cut off')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Undo this upload…' }).elements()).toHaveLength(0)
})

test('a hold is lifted where it is said', async () => {
  const hold = vi.fn(() => null)
  const screen = await open('#/upload?job=3', { hold })
  await screen.getByRole('tab', { name: /Findings/ }).click()
  await screen.getByRole('button', { name: /Lift the hold/ }).click()
  await expect.element(screen.getByText('The hold is lifted')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^Lifted: / })).toBeDisabled()
  expect(hold).toHaveBeenCalledExactlyOnceWith({ subscription: 's', held: false })
})
