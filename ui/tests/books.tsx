// Books for the tests, made up: the records that most tests begin from, and the whole window over a
// backend that is a table of answers.
import { afterEach, beforeEach } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import type {
  Customer,
  Finding,
  InvoiceTrends,
  Job,
  LedgerEvent,
  Overview,
  Settings,
  Status,
} from '../src/bindings'
import { type Handler, mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { App } from '../src/shell/App'

/** Nothing was connected and nothing read. */
export const EMPTY_STATUS: Status = {
  version: '0.1.0',
  practice: null,
  wants_practice: false,
  failure: null,
  crash: null,
  connectwise: null,
  c3: null,
  freshness: { c3: null, connectwise: null, file: null, events: 0, unreadable: 0 },
  interrupted: [],
}

/** ConnectWise is connected, and the history holds something. */
export const STATUS: Status = {
  ...EMPTY_STATUS,
  connectwise: 'acme',
  freshness: { c3: null, connectwise: null, file: null, events: 1, unreadable: 0 },
}

export const SETTINGS: Settings = {
  connectwise: null,
  private_key: { state: 'missing' },
  c3: null,
  client_secret: { state: 'missing' },
  billing: { 'billing-time-zone': 'UTC', 'c3-time-zone': 'UTC', 'use-connectwise-price': 'off' },
  folder: '/data',
}

/** No plan changes a next invoice. */
export const NO_TRENDS: InvoiceTrends = { largest: [], sums: [] }

export const NOTHING: Overview = {
  customers: 0,
  mapped: 0,
  unmapped: 0,
  not_validated: 0,
  with_errors: 0,
  pending: 0,
  up_to_date: 0,
  without_agreement: 0,
  first_without_agreement: null,
  products_unmapped: 0,
  unreadable: 0,
  interrupted: [],
  on_hold: 0,
  renamed: 0,
  gap_days: null,
}

export const customer = (part: Partial<Customer> = {}): Customer => ({
  id: 'a',
  name: 'Contoso',
  city: null,
  currency: 'CHF',
  company: 1,
  company_name: 'Contoso AG',
  pending: 'not validated yet',
  standing: 'not-validated',
  changes: 0,
  errors: 0,
  newer_events: false,
  ...part,
})

export const job = (part: Partial<Job> = {}): Job => ({
  id: 1,
  kind: 'validate',
  status: 'success',
  started_at: '2026-11-24T08:00:00Z',
  finished_at: '2026-11-24T08:00:05Z',
  as_of: null,
  source: null,
  error: null,
  customers: 2,
  errors: 0,
  warnings: 0,
  operations: 1,
  confirmed: 0,
  failed: 0,
  plans: (part.kind ?? 'validate') === 'validate',
  uploaded_by: null,
  ...part,
})

export const finding = (part: Partial<Finding> = {}): Finding => ({
  severity: 'error',
  code: 'possible-duplicate',
  customer: 'b',
  customer_name: 'Fabrikam',
  subscription: null,
  product: null,
  message: 'An addition stands there without a reference of Accord',
  mending: 'duplicate',
  agreement: 7,
  addition: 70,
  event: null,
  ...part,
})

export const event = (part: Partial<LedgerEvent> = {}): LedgerEvent => ({
  id: 1,
  customer: 'c1',
  customer_name: 'Contoso Bakery',
  subscription: 's1',
  product: 'Visio Plan 1',
  changed_at: '2026-10-17T22:30:00Z',
  kind: 'increase',
  old_quantity: '8',
  new_quantity: '10',
  old_price: '20',
  new_price: '20',
  old_status: 'Active',
  new_status: 'Active',
  decision: null,
  became: [],
  ...part,
})

/** A part of a list that is all of it. */
export const page = <T,>(rows: readonly T[]) => ({ rows, total: rows.length })

/** Where the window says that it is ready. */
export let host: HTMLElement

/** Each test of the file begins with a window of its own, and leaves nothing. */
export function freshWindows(): void {
  beforeEach(() => {
    host = document.createElement('div')
    host.id = 'root'
    document.body.append(host)
    forgetAnswers()
    window.sessionStorage.clear()
  })
  afterEach(async () => {
    await cleanup()
    host.remove()
    window.location.hash = ''
  })
}

/** The whole window, at that address. */
export function openWindow(hash: string, handlers: Readonly<Record<string, Handler>>) {
  window.location.hash = hash
  mockTauri({
    ...{ status: () => STATUS, settings: () => SETTINGS, overview: () => NOTHING },
    invoice_trends: () => NO_TRENDS,
    ...handlers,
  })
  return render(
    <div style={{ position: 'fixed', inset: 0 }}>
      <App />
    </div>,
  )
}
