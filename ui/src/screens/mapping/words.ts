// The words of the mapping screen: cycles, rules, what tells equals apart. It decides nothing.
import type { Agreement, Company, Customer, CycleRule, OpeningSource, Product } from '../../bindings'
import { formatDay, formatDaysAgo } from '../../format/time'

export { counted } from '../../format/words'

const CYCLES: Readonly<Record<string, string>> = {
  monthly: 'Monthly',
  annual: 'Annual',
  yearly: 'Yearly',
  triennial: 'Triennial',
  'one-time': 'One-time',
}

/** A billing cycle's word; one of ConnectWise's own stays as it is. */
export function cycleWord(cycle: string | null): string | null {
  return cycle === null ? null : (CYCLES[cycle] ?? cycle)
}

const RULES: Readonly<Record<CycleRule, readonly [string, string]>> = {
  'user-choice': ['By hand', 'Chosen by hand for its subscription'],
  'invoice-line': ['C3 invoice', 'Told by its subscription’s C3 invoice line'],
  'one-offer': ['Only offer', 'The one plan offer of this name'],
  'offer-price': ['Offer’s price', 'Of several offers of this name, the one of this price'],
}

/** Which rule gave a billing cycle: in a word or two, and in a sentence. */
export function ruleWords(rule: CycleRule | null): readonly [string, string] | null {
  return rule === null ? null : RULES[rule]
}

const SOURCES: Readonly<Record<OpeningSource, string>> = {
  ledger: 'from the history',
  user: 'entered by hand',
  'invoice-line': 'from its C3 invoice',
  'adopted-line': 'from the line taken over',
}

export function openingWords(source: OpeningSource): string {
  return SOURCES[source]
}

function joined(parts: ReadonlyArray<string | null | undefined | false>): string | undefined {
  const said = parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '')
  return said.length > 0 ? said.join(' · ') : undefined
}

export function customerFacts(customer: Customer): string | undefined {
  return joined([
    customer.city,
    customer.currency,
    customer.company_name && `Mapped to ${customer.company_name}`,
  ])
}

export function companyFacts(company: Company): string | undefined {
  return joined([company.identifier, company.city, company.status])
}

/** Status, next invoice and currency; its cycle stands beside as a tag. Of an invoice that is overdue,
 * the one line that asks whether it was made says the day, where that line stands too. */
export function agreementFacts(agreement: Agreement, isAsked = false): string | undefined {
  const { status, next_invoice, currency } = agreement
  const isSaid = isAsked && overdueWords(agreement) !== null
  return joined([status, next_invoice && !isSaid && `Next invoice ${dayWithAge(next_invoice)}`, currency])
}

function dayWithAge(day: string): string {
  const ago = formatDaysAgo(day)
  return ago === null ? formatDay(day) : `${formatDay(day)} (${ago})`
}

/** What a next invoice's date that is over asks: ConnectWise moves it on with each invoice it makes. */
export function overdueWords({ next_invoice }: Pick<Agreement, 'next_invoice'>): string | null {
  const ago = next_invoice === null ? null : formatDaysAgo(next_invoice)
  if (next_invoice === null || ago === null) return null
  return `Its next invoice was due ${ago} (${formatDay(next_invoice)}): was it made?`
}

/** A product's place in the table of an agreement. */
export type Standing = 'mapped' | 'open' | 'cycle' | 'aside' | 'elsewhere' | 'blocked'

export function standingOf(product: Product, agreement: number | null): Standing {
  if (product.mapping) return product.mapping.agreement === agreement ? 'mapped' : 'elsewhere'
  if (product.set_aside !== null) return 'aside'
  if (product.billing_cycle === null) return 'cycle'
  return product.reason === null ? 'open' : 'blocked'
}

const ORDER: readonly Standing[] = ['mapped', 'open', 'cycle', 'aside', 'elsewhere', 'blocked']

/** What can be filled comes first, in the order it came; what cannot stays in sight below. */
export function inOrder(products: readonly Product[], agreement: number | null): readonly Product[] {
  const rank = (product: Product) => {
    const standing = standingOf(product, agreement)
    return standing === 'mapped' ? ORDER.indexOf('open') : ORDER.indexOf(standing)
  }
  return [...products].sort((a, b) => rank(a) - rank(b))
}

/** What a mapped company says when ConnectWise has it no more. Being mapped is the usual reason why
 * it cannot be chosen, and no news here. */
export function goneWords(company: Company): string | null {
  const { selectable, reason } = company
  return selectable || reason === null || reason.includes('already mapped') ? null : reason
}
