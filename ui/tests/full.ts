// What the backend of a large partner answers, for pictures and the look of every state: every command that
// a screen asks, over 5,000 customers.
import type { HistoryFilter, LineDecided, Search, SuggestStanding, TakeOver } from '../src/bindings'
import type { Handler } from '../src/gallery/tauri'
import { NOTHING, SETTINGS, STATUS } from './books'
import {
  agreementAt,
  at,
  companyAt,
  customerAt,
  eventAt,
  findingAt,
  jobAt,
  KINDS,
  MANY,
  nameOf,
  PRODUCTS,
  pick,
  planAt,
  productAt,
  STANDS,
  suggestionAt,
  trendAt,
  VIEW,
} from './rows'

type Answers = Readonly<Record<string, Handler>>

/** A part of a list that is made as it is asked for. */
function part<T>(total: number, offset: number, limit: number, make: (index: number) => T) {
  const length = Math.max(0, Math.min(limit, total - offset))
  return { rows: Array.from({ length }, (_, index) => make(offset + index)), total }
}

const search = (args: Readonly<Record<string, unknown>>) => args.search as Search

function suggestions(args: Readonly<Record<string, unknown>>) {
  const { standing, offset, limit } = args.part as {
    standing: SuggestStanding | null
    offset: number
    limit: number
  }
  return {
    ...part(1_600, offset, limit, (index) => suggestionAt(index, standing ?? pick(STANDS, index))),
    ...{ exact: 1_600, strong: 1_600, not_sure: 900, none: 850, no_match: 50 },
    ...{ exact_list: 'seen', strong_list: 'seen', steps: 3 },
  }
}

const facts = (quantity: string) => ({
  quantity,
  unit_price: '1234.57',
  amount: '15432098.63',
  effective: '2026-02-01',
  cancelled: null,
  billable: true,
})

function takeOver(args: Readonly<Record<string, unknown>>): TakeOver {
  const drafts = args.drafts as readonly LineDecided[]
  return {
    name: agreementAt(0).name,
    customer: 'c0',
    customer_name: nameOf(0),
    currency: 'CHF',
    open: '2026-11-01',
    lines: Array.from({ length: 12 }, (_, index) => ({
      addition: 70 + index,
      item: 1,
      item_name: 'MS-M365-BP-NCE-ANNUAL-MONTHLY',
      product: null,
      text: pick(PRODUCTS, index),
      values: facts(index % 3 === 0 ? '12500' : '8'),
      included: index === 2 ? '5' : null,
      needs_word: index !== 4,
      is_adoptable: true,
      proposal: index % 2 === 0 ? { word: 'adopt', subscription: 's0' } : { word: 'end' },
      reason: 'It has the same item and the same quantity as the subscription has today',
      word: drafts.find(({ addition }) => addition === 70 + index)?.word ?? null,
    })),
    subscriptions: PRODUCTS.map((product, index) => ({
      id: `s${index}`,
      product,
      has: '12,500 licences',
      item: 1,
      days: [
        {
          from: '2026-11-01',
          to: null,
          by_hand: '0',
          wanted: '12500',
          stands: '12500',
          is_even: index % 2 === 0,
          says: index % 2 === 0 ? 'No gap, no overlap' : '12,500 licences too few from 2026-11-01 on',
        },
      ],
    })),
    obstacles: ['The next invoice of this agreement was not made yet, though its date lies twelve days back'],
    is_even: false,
    says: '11 lines are not decided yet',
    next_invoice: { before: '15432098.63', after: '15740740.60', change: '308641.98' },
  }
}

const LINES = {
  task_scheduler: 'schtasks /Create /SC MONTHLY /D 1 /ST 08:00 /TN Accord /TR "accord run --automatic"',
  launchd: '<plist version="1.0"><dict><key>Label</key><string>app.accord.run</string></dict></plist>',
  launchd_load: 'launchctl bootstrap gui/501 ~/Library/LaunchAgents/app.accord.run.plist',
  cron: '0 8 1 * * accord run --automatic',
}

const AUTOMATIC = {
  is_on: true,
  every: 'month',
  weekday: 'monday',
  month_day: 1,
  at: '08:00',
  may_upload: true,
  most_amount: '1234567.89',
  most_lines: 12_500,
  most_first_time: 0,
}

/** What a large partner's backend answers. */
export const FULL: Answers = {
  ...readAnswers(),
  ...listAnswers(),
  ...settingsAnswers(),
}

function readAnswers(): Answers {
  return {
    status: () => ({
      ...STATUS,
      c3: at(300),
      freshness: { c3: at(0, 190), connectwise: at(0, 12), file: at(3), events: 150_000, unreadable: 12 },
      interrupted: [499],
    }),
    overview: () => ({
      ...NOTHING,
      ...{ customers: MANY, mapped: 4_120, unmapped: 880, not_validated: 312, with_errors: 41 },
      ...{ pending: 1_204, up_to_date: 2_563, products_unmapped: 87, unreadable: 12, renamed: 3 },
      ...{ interrupted: [499], on_hold: 4, gap_days: 12 },
    }),
    invoice_trends: () => ({
      largest: Array.from({ length: 60 }, (_, index) => trendAt(index)),
      sums: [
        { currency: 'EUR', growing: 1_240, more: '1234567.89', shrinking: 318, less: '98765.43' },
        { currency: 'CHF', growing: 12, more: '1230.00', shrinking: 0, less: '0.00' },
      ],
    }),
    changes_per_day: () =>
      Array.from({ length: 90 }, (_, index) => ({
        day: at(index).slice(0, 10),
        kind: pick(KINDS, index),
        events: (index * 37) % 1_700,
      })),
    automatic_notice: () => ({
      at: at(0, 400),
      outcome: 'waits',
      reasons: [
        '12 rows of the history wait for your decision',
        '41 findings ask of the validation to be looked at',
        'The plan would write 12,345 lines, more than the 25 that you allowed',
      ],
      history: '12 rows of the history wait for your decision',
      validated: 500,
      exported: null,
    }),
    known_update: () => null,
    events: () => [eventAt(0), eventAt(1)],
    record: ({ job: id }) => ({ ...jobAt(500 - Number(id)), id }),
    cut_over: takeOver,
    suggestions,
  }
}

function listAnswers(): Answers {
  return {
    jobs: ({ offset, limit }) => part(340, Number(offset), Number(limit), jobAt),
    history: ({ filter, offset, limit }) =>
      part((filter as HistoryFilter).decide ? 9 : 150_000, Number(offset), Number(limit), eventAt),
    unreadable_rows: () =>
      Array.from({ length: 12 }, (_, index) => ({
        id: index + 1,
        raw: '{"ProductName": "Microsoft 365 Business Premium", "DateofChange": "some day", "NewQuantity": "many"}',
        reason: 'DateofChange: “some day” is not a date and time such as 2026-10-16T11:40:15',
        source: 'history-export-of-november.csv',
        seen_at: at(2),
        dismissed_at: null,
      })),
    search_customers: (args) => part(MANY, search(args).offset, search(args).limit, customerAt),
    search_companies: (args) => part(20_000, search(args).offset, search(args).limit, companyAt),
    upload_customers: (args) => part(4_120, search(args).offset, search(args).limit, customerAt),
    upload_customer_ids: () => Array.from({ length: 4_120 }, (_, index) => `c${index}`),
    mapped_view: () => VIEW,
    agreements_of: () => VIEW.agreements.map(({ agreement }) => agreement),
    products_of: () => Array.from({ length: 40 }, (_, index) => productAt(index)),
    subscriptions_of: () => [],
    agreement_invoices: () => [],
    search_items: () => ({ rows: [], total: 0 }),
    record_findings: (args) => part(1_312, search(args).offset, search(args).limit, findingAt),
    record_plan: (args) => part(900, search(args).offset, search(args).limit, planAt),
  }
}

function settingsAnswers(): Answers {
  return {
    settings: () => ({
      ...SETTINGS,
      connectwise: {
        site: 'na.myconnectwise.net',
        company: 'northwind_international_managed_services',
        public_key: 'aBcDeFgHiJkLmNoP',
        client_id: '3f1a0e52-6a0e-4a3c-9a43-0a6e3e1b7a10',
      },
      private_key: { state: 'saved', saved_at: at(200), ends_in: 'x9Zq' },
      folder: '/home/somebody/with-a-long-name/.local/share/accord',
    }),
    time_zones: () => ['UTC', 'Europe/Zurich'],
    renamed: () => [
      { kind: 'item', id: '101', was: 'MS-M365-BP-NCE-ANNUAL-MONTHLY', now: null },
      { kind: 'company', id: '12', was: nameOf(0), now: nameOf(2) },
    ],
    automatic: () => ({ settings: AUTOMATIC, next: at(-4), lines: LINES, system: 'windows' }),
    update_habits: () => ({ quiet: true, looked_at: at(0, 300), off: null }),
  }
}
