// A record of the Upload screen, for the tests of its parts. The backend is a table of answers.
import { render } from 'vitest-browser-react'
import type { AgreementPlan, Finding, Job, Line, Operation } from '../src/bindings'
import { RunProgress } from '../src/components/RunProgress'
import { type Handler, mockTauri } from '../src/gallery/tauri'
import { UploadScreen } from '../src/screens/UploadScreen'
import { RouterProvider } from '../src/shell/router'
import { job } from './books'

export const line = (quantity: string, price: string, part: Partial<Line> = {}): Line => ({
  item: 1,
  item_name: 'BP-M',
  quantity,
  unit_price: price,
  amount: '0.00',
  effective: '2026-11-15',
  cancelled: null,
  billable: true,
  ...part,
})

export const operation = (id: number, part: Partial<Operation> = {}): Operation => ({
  id,
  action: 'create',
  addition: null,
  subscription: 's',
  product: 'Business Premium',
  reference: 's:b261101',
  before: null,
  after: line('12', '20.00'),
  text: null,
  events: [],
  state: 'planned',
  error: null,
  on_invoice: { before: '0.00', after: '240.00' },
  ...part,
})

export const plan = (operations: readonly Operation[]): AgreementPlan => ({
  customer: 'a',
  customer_name: 'Contoso',
  agreement: 7,
  agreement_name: 'Cloud services',
  company_name: 'Contoso AG',
  currency: 'CHF',
  next_invoice: { before: '200.00', after: '240.00', change: '40.00' },
  operations: [...operations],
})

const page = (rows: readonly unknown[]) => ({ rows, total: rows.length })

export interface Told {
  readonly job?: Partial<Job>
  readonly operations?: readonly Operation[]
  readonly findings?: readonly Finding[]
}

/** The record as the window shows it: in a frame that bounds it, beside a rail with what is under way. */
export async function openRecord(told: Told, part: Readonly<Record<string, Handler>> = {}) {
  const { operations = [], findings = [] } = told
  mockTauri({
    status: () => ({ interrupted: [] }),
    jobs: () => page([]),
    record: () => job({ operations: operations.length, ...told.job }),
    record_plan: () => page(operations.length > 0 ? [plan(operations)] : []),
    record_findings: () => page(findings),
    ...part,
  })
  window.history.replaceState(null, '', '#/upload?job=1')
  return render(
    <RouterProvider first="upload">
      <nav aria-label="Rail" style={{ position: 'fixed', zIndex: 90, bottom: 0, left: 0, width: 200 }}>
        <RunProgress />
      </nav>
      <main style={{ position: 'relative', height: '100vh' }}>
        <UploadScreen />
      </main>
    </RouterProvider>,
  )
}
