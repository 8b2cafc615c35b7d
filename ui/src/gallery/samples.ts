// Made-up data for the gallery, and a search that behaves like the backend's.
import type { Found } from '../hooks/useSearchList'

export interface Company {
  readonly id: number
  readonly name: string
  readonly identifier: string
  readonly city: string
  readonly reason: string | null
}

const FIRST = [
  'Adatum',
  'Contoso',
  'Fabrikam',
  'Northwind',
  'Litware',
  'Proseware',
  'Tailspin',
  'Wingtip',
  'Müller',
  'Coho',
]
const SECOND = [
  'Logistics',
  'Bakery',
  'Dental',
  'Traders',
  'Consulting',
  'Gardens',
  'Legal',
  'Foods',
  'Motors',
  'Söhne',
]
const CITIES = ['Zürich', 'Lyon', 'Austin', 'Bristol', 'Graz', 'Malmö', 'Porto']

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? ''

export const COMPANIES: readonly Company[] = Array.from({ length: 20_000 }, (_, index) => ({
  id: index + 1,
  name: `${pick(FIRST, index)} ${pick(SECOND, Math.floor(index / 10))}${index < 100 ? '' : ` ${Math.floor(index / 100)}`}`,
  identifier: `${pick(FIRST, index)}${index + 1}`,
  city: pick(CITIES, index * 3),
  reason: index % 7 === 2 ? `Already mapped to ${pick(FIRST, index + 4)} Holding` : null,
}))

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const folded = COMPANIES.map((company) => fold(`${company.name} ${company.identifier} ${company.city}`))

export function findCompanies(text: string): Found<Company> {
  const words = fold(text).split(/\s+/).filter(Boolean)
  const found = COMPANIES.filter((_, index) => words.every((word) => folded[index]?.includes(word)))
  return { rows: found.slice(0, 50), total: found.length }
}

export async function searchCompanies(text: string): Promise<Found<Company>> {
  await new Promise((resolve) => setTimeout(resolve, 8))
  return findCompanies(text)
}

export interface Event {
  readonly id: number
  readonly at: string
  readonly customer: string
  readonly product: string
  readonly kind: string
  readonly before: string
  readonly after: string
  readonly price: string
}

const PRODUCTS = [
  'Microsoft 365 Business Premium',
  'Exchange Online (Plan 1)',
  'Visio Plan 2',
  'Power BI Pro',
  'Azure plan',
]

export function eventAt(index: number): Event {
  const day = new Date(Date.UTC(2025, 9, 12) - Math.floor(index / 40) * 86_400_000)
  return {
    id: index,
    at: day.toISOString(),
    customer: COMPANIES[index % 97]?.name ?? '',
    product: pick(PRODUCTS, index * 7),
    kind: index % 11 === 0 ? 'New' : index % 5 === 0 ? 'Price' : 'Quantity',
    before: index % 11 === 0 ? '0' : String((index % 40) + 1),
    after: String(((index * 3) % 40) + 1),
    price: `${(index * 37) % 90}.${String((index * 13) % 100).padStart(2, '0')}`,
  }
}

export const EVENTS = 150_000

export async function loadEvents(offset: number, limit: number): Promise<Found<Event>> {
  await new Promise((resolve) => setTimeout(resolve, 20))
  const length = Math.max(0, Math.min(limit, EVENTS - offset))
  return { rows: Array.from({ length }, (_, index) => eventAt(offset + index)), total: EVENTS }
}
