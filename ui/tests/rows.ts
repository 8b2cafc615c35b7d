// The rows of a large partner's books, made as they are asked for: long names, large amounts, several
// currencies.
import type {
  AgreementPlan,
  ChangeKind,
  Finding,
  InvoiceTrend,
  Job,
  Operation,
  Severity,
  Standing,
  Suggestion,
  SuggestStanding,
} from '../src/bindings'
import { customer, event, finding, job } from './books'

export const MANY = 5_000
const DAY = 86_400_000
export const at = (daysAgo: number, minutes = 0) =>
  new Date(Date.now() - daysAgo * DAY - minutes * 60_000).toISOString()
export const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

const NAMES = [
  'Contoso Versicherungs- und Rückversicherungsgesellschaft der vereinigten Kantone Aktiengesellschaft',
  'Fabrikam',
  'Northwind Traders International Wholesale & Distribution (Pty) Ltd. trading as Northwind Foods',
  'Adatum',
  'Œuvre des Écoles Catholiques de l’Arrondissement de Saint-Étienne-du-Rouvray',
  'Wingtip Toys',
]
export const PRODUCTS = [
  'Microsoft 365 Business Premium (no Teams), NCE annual commitment billed monthly',
  'Exchange Online (Plan 1)',
  'Microsoft Defender for Endpoint P2 for Microsoft 365 E5 Security add-on',
  'Visio Plan 2',
]
const CURRENCIES = ['CHF', 'EUR', 'JPY', 'USD']
const STANDINGS: readonly Standing[] = ['errors', 'pending', 'not-validated', 'up-to-date']

export const nameOf = (index: number) => `${pick(NAMES, index)}${index < NAMES.length ? '' : ` ${index}`}`

const PENDING: Readonly<Record<string, string>> = {
  errors: '12 errors to mend',
  pending: '1,204 changes since 3 days',
  'not-validated': 'not validated yet',
  'up-to-date': 'nothing',
}

export function customerAt(index: number) {
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

export const companyAt = (index: number) => ({
  id: index + 1,
  name: nameOf(index),
  identifier: `COMP${index + 1}`,
  status: 'Active',
  city: 'Leeds',
  selectable: index % 5 !== 2,
  reason: index % 5 === 2 ? `already mapped to ${nameOf(index + 3)}` : null,
})

export const agreementAt = (index: number) => ({
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

export const productAt = (index: number) => ({
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

export const trendAt = (index: number): InvoiceTrend => {
  const change = `${index % 3 === 1 ? '-' : ''}${54_321 - index * 800}.${index + 10}`
  return {
    job: 500 - (index % 4),
    is_uploaded: index % 4 === 3,
    customer: `c${index}`,
    customer_name: nameOf(index),
    agreement: 7 + index,
    name: agreementAt(index % 2).name,
    currency: index % 7 === 6 ? 'CHF' : 'EUR',
    next_invoice: { before: '98765.43', after: '123456.78', change },
  }
}

export const VIEW = {
  customer: customerAt(0),
  company: companyAt(0),
  agreements: [0, 1].map((index) => ({
    agreement: agreementAt(index),
    products: [0, 3, 6].map(productAt),
  })),
}

export const KINDS: readonly ChangeKind[] = ['increase', 'new', 'price', 'ended', 'review', 'combined']

export const eventAt = (index: number) =>
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

export function jobAt(index: number): Job {
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

export function operationAt(index: number): Operation {
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

export const planAt = (index: number): AgreementPlan => ({
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

export const findingAt = (index: number): Finding =>
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

export const STANDS: readonly SuggestStanding[] = ['exact', 'strong', 'not-sure']

export const suggestionAt = (index: number, standing: SuggestStanding): Suggestion => ({
  id: `c${index}`,
  name: nameOf(index),
  detail: index % 2 === 0 ? 'Saint-Étienne-du-Rouvray' : null,
  standing,
  candidate: { id: index + 1, name: nameOf(index), detail: 'COMP1 · Leeds' },
  reason: 'The names are the same but for the legal form, the accents and the words in brackets',
})
