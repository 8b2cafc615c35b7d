// Books of a large partner, for pictures and the look of every state: 5,000 customers with long
// names, large amounts, several currencies. The answers are those of every command that a screen asks.
import type {
  AgreementPlan,
  ChangeKind,
  Finding,
  HistoryFilter,
  Job,
  LineDecided,
  Operation,
  Search,
  Severity,
  Standing,
  Suggestion,
  SuggestStanding,
  TakeOver,
} from '../src/bindings'
import type { Handler } from '../src/gallery/tauri'
import { customer, event, finding, job, NOTHING, SETTINGS, STATUS } from './books'

type Answers = Readonly<Record<string, Handler>>

const MANY = 5_000
const DAY = 86_400_000
const at = (daysAgo: number, minutes = 0) =>
  new Date(Date.now() - daysAgo * DAY - minutes * 60_000).toISOString()
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

const NAMES = [
  'Contoso Versicherungs- und Rückversicherungsgesellschaft der vereinigten Kantone Aktiengesellschaft',
  'Fabrikam',
  'Northwind Traders International Wholesale & Distribution (Pty) Ltd. trading as Northwind Foods',
  'Adatum',
  'Œuvre des Écoles Catholiques de l’Arrondissement de Saint-Étienne-du-Rouvray',
  'Wingtip Toys',
]
const PRODUCTS = [
  'Microsoft 365 Business Premium (no Teams), NCE annual commitment billed monthly',
  'Exchange Online (Plan 1)',
  'Microsoft Defender for Endpoint P2 for Microsoft 365 E5 Security add-on',
  'Visio Plan 2',
]
const CURRENCIES = ['CHF', 'EUR', 'JPY', 'USD']
const STANDINGS: readonly Standing[] = ['errors', 'pending', 'not-validated', 'up-to-date']

const nameOf = (index: number) => `${pick(NAMES, index)}${index < NAMES.length ? '' : ` ${index}`}`

/** A part of a list that is made as it is asked for. */
function part<T>(total: number, offset: number, limit: number, make: (index: number) => T) {
  const length = Math.max(0, Math.min(limit, total - offset))
  return { rows: Array.from({ length }, (_, index) => make(offset + index)), total }
}

const search = (args: Readonly<Record<string, unknown>>) => args.search as Search

const PENDING: Readonly<Record<string, string>> = {
  errors: '12 errors to mend',
  pending: '1,204 changes since 3 days',
  'not-validated': 'not validated yet',
  'up-to-date': 'nothing',
}

function customerAt(index: number) {
  const standing = pick(STANDINGS, index)
  return customer({
    id: `c${index}`,
    name: nameOf(index),
    city: index % 3 === 0 ? 'Saint-Étienne-du-Rouvray' : null,
    currency: pick(CURRENCIES, index),
    company: index + 1,
    company_name: `${nameOf(index + 1)}`,
    standing,
    pending: PENDING[standing] ?? null,
  })
}

const companyAt = (index: number) => ({
  id: index + 1,
  name: nameOf(index),
  identifier: `COMP${index + 1}`,
  status: 'Active',
  city: 'Leeds',
  selectable: index % 5 !== 2,
  reason: index % 5 === 2 ? `already mapped to ${nameOf(index + 3)}` : null,
})

const agreementAt = (index: number) => ({
  id: 7 + index,
  name: ['Microsoft cloud services, billed monthly in advance with the managed services bundle', 'Azure'][
    index
  ] as string,
  billing_cycle: 'monthly',
  selectable: true,
  reason: null,
  prorates: true,
  status: 'Active',
  bill_start: '2026-01-01',
  next_invoice: '2026-12-01',
  currency: 'CHF',
  customer: 'c0',
  mode: null,
  bill_from: null,
  next_invoice_covers: null,
})

const productAt = (index: number) => ({
  id: `p${index}`,
  name: `${pick(PRODUCTS, index)}${index < PRODUCTS.length ? '' : `, variant ${index}`}`,
  billing_cycle: pick(['monthly', 'annual', 'triennial', 'one-time'] as const, index),
  cycle_rule: 'one-offer' as const,
  mapping:
    index % 3 === 0
      ? {
          agreement: 7,
          agreement_name: agreementAt(0).name,
          item: 1,
          item_name: 'MS-M365-BP-NCE-ANNUAL-MONTHLY',
        }
      : null,
  set_aside: index % 7 === 5 ? 'Billed by the distributor directly, agreed in writing' : null,
  reason: index % 7 === 4 ? 'nothing tells how often it is billed' : null,
  subscriptions: index % 4 === 0 ? 1_204 : 1,
})

const VIEW = {
  customer: customerAt(0),
  company: companyAt(0),
  agreements: [0, 1].map((index) => ({
    agreement: agreementAt(index),
    products: [0, 3, 6].map(productAt),
  })),
}

const KINDS: readonly ChangeKind[] = ['increase', 'new', 'price', 'ended', 'review', 'combined']

const eventAt = (index: number) =>
  event({
    id: index + 1,
    customer: `c${index}`,
    customer_name: nameOf(index),
    product: pick(PRODUCTS, index),
    changed_at: at(index / 12),
    kind: pick(KINDS, index),
    old_quantity: String(index % 40),
    new_quantity: index % 9 === 0 ? '12500' : String((index * 3) % 70),
    old_price: '1234.57',
    new_price: index % 6 === 2 ? '1299.5' : '1234.57',
    decision: index % 11 === 3 ? 'discard' : null,
  })

function jobAt(index: number): Job {
  const kind = pick(['validate', 'export', 'undo'] as const, index)
  const isDone = kind !== 'validate'
  return job({
    id: 500 - index,
    kind,
    status: pick(['success', 'error', 'cancelled', 'success', 'interrupted'] as const, index),
    started_at: at(index, 7),
    finished_at: at(index, 2),
    customers: MANY - index * 13,
    errors: index % 2 === 1 ? 1_312 : 0,
    warnings: 41,
    operations: 12_345,
    confirmed: isDone ? 11_001 : 0,
    failed: isDone && index % 2 === 1 ? 17 : 0,
  })
}

const line = (quantity: string, price: string, amount: string) => ({
  item: 1,
  item_name: 'MS-M365-BP-NCE-ANNUAL-MONTHLY',
  quantity,
  unit_price: price,
  amount,
  effective: '2026-11-01',
  cancelled: null,
  billable: true,
})

function operationAt(index: number): Operation {
  const action = pick(['change', 'create', 'end', 'adopt'] as const, index)
  const isNew = action === 'create'
  return {
    id: index + 1,
    action,
    addition: isNew ? null : 5_000 + index,
    subscription: `s${index}`,
    product: pick(PRODUCTS, index),
    reference: `s${index}:b261101`,
    before: isNew ? null : line('12500', '1234.57', '15432098.63'),
    after: {
      ...line(index % 2 === 0 ? '12750' : '8', index % 2 === 0 ? '1234.57' : '20.00', '160.00'),
      cancelled: action === 'end' ? '2026-12-31' : null,
    },
    text: 'From 12,500 to 12,750 licences on 2026-11-01',
    events: [1, 2],
    state: 'planned',
    error: null,
    on_invoice: { before: isNew ? '0' : '15432098.63', after: '15740740.60' },
  }
}

const planAt = (index: number): AgreementPlan => ({
  customer: `c${index}`,
  customer_name: nameOf(index),
  agreement: 7 + index,
  agreement_name: agreementAt(0).name,
  company_name: nameOf(index + 1),
  currency: pick(CURRENCIES, index),
  next_invoice: {
    before: '15432098.63',
    after: '15740740.60',
    change: pick(['308641.98', '-20.00'], index),
  },
  operations: [0, 1, 2, 3].map(operationAt),
})

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information']
const MENDING = ['duplicate', 'mapping', 'history', 'line', 'nothing', 'refresh'] as const

const findingAt = (index: number): Finding =>
  finding({
    severity: pick(SEVERITIES, Math.floor(index / 5)),
    customer: `c${index}`,
    customer_name: nameOf(index),
    product: index % 2 === 0 ? pick(PRODUCTS, index) : null,
    subscription: `s${index}`,
    message:
      'An addition that nobody marked stands on the agreement from 2026-11-01 on with the same item and the same quantity; say whether it becomes the line of this subscription, ends, or stays beside it',
    mending: pick(MENDING, index),
  })

const STANDS: readonly SuggestStanding[] = ['exact', 'strong', 'not-sure']

const suggestionAt = (index: number, standing: SuggestStanding): Suggestion => ({
  id: `c${index}`,
  name: nameOf(index),
  detail: index % 2 === 0 ? 'Saint-Étienne-du-Rouvray' : null,
  standing,
  candidate: { id: index + 1, name: nameOf(index), detail: 'COMP1 · Leeds' },
  reason: 'The names are the same but for the legal form, the accents and the words in brackets',
})

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
