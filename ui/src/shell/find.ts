// What the palette finds: screens here, customers and companies at the backend. A company leads to
// the customer that it is mapped to.
import { backend } from '../backend'
import type { Company, Customer } from '../bindings'
import type { Hit } from '../components/CommandPalette'
import type { Found } from '../hooks/useSearchList'
import type { Router } from './router'
import { SCREENS } from './screens'

const MOST = 8

export async function findAnything(text: string, router: Router): Promise<Found<Hit>> {
  const screens = findScreens(text, router)
  if (text.trim() === '') return { rows: screens, total: screens.length }
  const search = { text, offset: 0, limit: MOST }
  const [customers, companies] = await Promise.all([
    backend.searchCustomers(search),
    backend.searchCompanies(search),
  ])
  const rows = [
    ...screens,
    ...customers.rows.map((customer) => customerHit(customer, router)),
    ...companies.rows.map((company) => companyHit(company, router)),
  ]
  return { rows, total: screens.length + customers.total + companies.total }
}

function findScreens(text: string, router: Router): Hit[] {
  const words = text.trim().toLowerCase().split(/\s+/)
  return SCREENS.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word))).map(
    ({ path, title }) => ({
      id: path,
      label: title,
      group: 'Screen',
      run: () => void router.navigate(path),
    }),
  )
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
    run: () => void openCompany(company, router),
  }
}

async function openCompany({ id, name }: Company, router: Router): Promise<void> {
  const { rows } = await backend
    .uploadCustomers({ text: name, offset: 0, limit: 50 }, null)
    .catch(() => ({ rows: [] }))
  const customer = rows.find(({ company }) => company === id)
  await router.navigate('mapping', customer ? { customer: customer.id } : {})
}
