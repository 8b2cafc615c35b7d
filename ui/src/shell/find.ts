// What the palette finds: screens, actions and the parts of Settings here; customers, companies, their
// agreements and the records of runs at the backend. A company leads to the customer that it is mapped to.
import { backend } from '../backend'
import type { Agreement, Company, Customer, Job } from '../bindings'
import type { Hit } from '../components/CommandPalette'
import { formatInstant } from '../format/time'
import type { Found } from '../hooks/useSearchList'
import { KIND, STATUS } from '../screens/upload/words'
import type { Action } from './actions'
import type { Params, Router } from './router'
import { SCREENS } from './screens'

const MOST = 8
/** Of so many of the companies found the agreements are listed. */
const OPENED = 3
const RECORDS = 200

export async function findAnything(
  text: string,
  router: Router,
  actions: readonly Action[] = [],
): Promise<Found<Hit>> {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const screens = findScreens(words, router)
  const found = findActions(words, actions)
  if (words.length === 0) return whole([...screens, ...found])
  const search = { text, offset: 0, limit: MOST }
  const [customers, companies, records] = await Promise.all([
    backend.searchCustomers(search),
    backend.searchCompanies(search),
    findRecords(words, router),
  ])
  const agreements = await findAgreements(companies.rows, router)
  const rows = [
    ...screens,
    ...customers.rows.map((customer) => customerHit(customer, router)),
    ...companies.rows.map((company) => companyHit(company, router)),
    ...agreements,
    ...records,
    ...found,
  ]
  const unseen = customers.total - customers.rows.length + companies.total - companies.rows.length
  return { rows, total: rows.length + unseen }
}

function whole(rows: readonly Hit[]): Found<Hit> {
  return { rows: [...rows], total: rows.length }
}

const has = (text: string, words: readonly string[]): boolean => {
  const all = text.toLowerCase()
  return words.every((word) => all.includes(word))
}

function findScreens(words: readonly string[], router: Router): Hit[] {
  return SCREENS.filter(({ title }) => has(title, words)).map(({ path, title }) => ({
    id: path,
    label: title,
    group: 'Screen',
    run: () => void router.navigate(path),
  }))
}

function findActions(words: readonly string[], actions: readonly Action[]): Hit[] {
  return actions
    .filter(({ label, also = '' }) => has(`${label} ${also}`, words))
    .map(({ label, run }) => ({ id: `action/${label}`, label, group: 'Action', run }))
}

function customerHit({ id, name, city, company_name }: Customer, router: Router): Hit {
  const secondary = [city, company_name ? `mapped to ${company_name}` : 'not mapped']
  return {
    id: `customer/${id}`,
    label: name,
    secondary: secondary.filter(Boolean).join(' · '),
    group: 'Customer',
    run: () => void router.navigate('mapping', { customer: id }),
  }
}

function companyHit(company: Company, router: Router): Hit {
  return {
    id: `company/${company.id}`,
    label: company.name,
    secondary: [company.identifier, company.city].filter(Boolean).join(' · '),
    group: 'Company',
    run: () => void openCompany(company, {}, router),
  }
}

/** The agreements of the companies found; where one cannot be read, the rest is still listed. */
async function findAgreements(companies: readonly Company[], router: Router): Promise<readonly Hit[]> {
  const read = companies.slice(0, OPENED).map(async (company) => {
    const agreements = await backend.agreementsOf(company.id).catch((): Agreement[] => [])
    return agreements.map((agreement) => agreementHit(agreement, company, router))
  })
  return (await Promise.all(read)).flat().slice(0, MOST)
}

function agreementHit(agreement: Agreement, company: Company, router: Router): Hit {
  const { id, name, status, currency, customer } = agreement
  const params = { agreement: String(id) }
  return {
    id: `agreement/${id}`,
    label: name,
    secondary: [company.name, status, currency].filter(Boolean).join(' · '),
    group: 'Agreement',
    run: () =>
      void (customer
        ? router.navigate('mapping', { customer, ...params })
        : openCompany(company, params, router)),
  }
}

/** `12`, `validate`, `export error`, `record 12`. */
async function findRecords(words: readonly string[], router: Router): Promise<readonly Hit[]> {
  const filter = { kind: null, status: null, customer: null }
  const { rows } = await backend.jobs(filter, 0, RECORDS).catch((): { rows: Job[] } => ({ rows: [] }))
  const hits = rows.map((job) => recordHit(job, router))
  return hits.filter(({ label, secondary = '' }) => has(`${label} ${secondary}`, words)).slice(0, MOST)
}

function recordHit({ id, kind, status, started_at }: Job, router: Router): Hit {
  return {
    id: `record/${id}`,
    label: `${KIND[kind]} record ${id}`,
    secondary: `${STATUS[status][1]} · ${formatInstant(started_at)}`,
    group: 'Record',
    run: () => void router.navigate('upload', { job: id }),
  }
}

async function openCompany({ id, name }: Company, params: Params, router: Router): Promise<void> {
  const { rows } = await backend
    .uploadCustomers({ text: name, offset: 0, limit: 50 }, null)
    .catch(() => ({ rows: [] }))
  const customer = rows.find(({ company }) => company === id)
  await router.navigate('mapping', customer ? { customer: customer.id, ...params } : {})
}
