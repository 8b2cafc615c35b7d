// Which customer, company and agreement the mapping screen is about, what belongs to them, and
// saving what was chosen. Every rule is the backend's; this only keeps the four choices together.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { Agreement, Company, Customer, MappedCustomer, Product } from '../../bindings'
import { toast } from '../../components/Toasts'
import { type Asked, useAsk } from '../../hooks/useAsk'
import { useWork, type Work } from '../../hooks/useWork'
import { useRouter } from '../../shell/router'
import { type FoundCustomer, findCustomer } from './find'
import { type Drafts, useDrafts } from './useDrafts'
import { counted } from './words'

export interface Mapping {
  readonly customer: Customer | null
  readonly company: Company | null
  readonly agreement: Agreement | null
  /** The customer with what is mapped below it; none while it is not mapped. */
  readonly view: MappedCustomer | null
  readonly isAgreementMapped: boolean
  readonly agreements: Asked<Agreement[]>
  readonly products: Asked<Product[]>
  readonly found: Asked<FoundCustomer | null>
  readonly drafts: Drafts
  readonly isUnsaved: boolean
  readonly canSave: boolean
  readonly saving: Work<[]>
  /** What the backend wants a person to know about what was saved last. */
  readonly warnings: readonly string[]
  readonly dismissWarnings: () => void
  readonly chooseCustomer: (customer: Customer) => void
  readonly chooseCompany: (company: Company) => void
  readonly chooseAgreement: (agreement: number) => void
}

export function useMapping(): Mapping {
  const { params, navigate, replace } = useRouter()
  const id = params.customer ?? null
  const [picked, setPicked] = useState<Customer | null>(null)
  const [draftCompany, setDraftCompany] = useState<{ customer: string; company: Company } | null>(null)

  const found = useAsk(id ? `mapping/customer/${id}` : null, () => findCustomer(id ?? '', picked))
  const customer = found.data?.customer ?? (picked?.id === id ? picked : null)
  const view = found.data?.view ?? null
  const company = view?.company ?? (draftCompany?.customer === id ? draftCompany.company : null)
  const { agreements, agreement, isAgreementMapped } = useAgreement(view, company, params)
  const products = useAsk(
    customer && agreement ? `mapping/products/${customer.id}/${agreement.id}` : null,
    () => backend.productsOf(customer?.id ?? '', agreement?.id ?? null),
  )
  const drafts = useDrafts(`${id}/${agreement?.id ?? ''}`, products.data)
  const isUnsaved = drafts.unsaved > 0 || drafts.hasChoices
  const save = useSave({ customer, company, agreement, drafts, isUnsaved, isAgreementMapped })

  const go = async (next: Record<string, string | number>, isAnother: boolean) => {
    if (isUnsaved || isAnother) return navigate('mapping', next)
    replace(next)
    return true
  }
  return {
    ...{ customer, company, agreement, view, isAgreementMapped },
    ...{ agreements, products, found, drafts, isUnsaved, ...save },
    chooseCustomer: (chosen) => {
      if (chosen.id === id) return
      setPicked(chosen)
      void go({ customer: chosen.id }, id !== null)
    },
    chooseCompany: (chosen) => {
      if (!id || chosen.id === company?.id) return
      void go({ customer: id }, false).then(
        (went) => went && setDraftCompany({ customer: id, company: chosen }),
      )
    },
    chooseAgreement: (chosen) => {
      if (id && chosen !== agreement?.id) void go({ customer: id, agreement: chosen }, false)
    },
  }
}

function useAgreement(
  view: MappedCustomer | null,
  company: Company | null,
  params: Readonly<Record<string, string>>,
) {
  const agreements = useAsk(company ? `mapping/agreements/${company.id}` : null, () =>
    backend.agreementsOf(company?.id ?? 0),
  )
  const mapped = view?.agreements ?? []
  const wanted = params.product ?? params.subscription
  const place = useAsk(
    view && wanted && params.agreement === undefined && mapped.length > 1
      ? `mapping/place/${view.customer.id}/${wanted}`
      : null,
    () => placeOf(view, params),
  )
  const id = params.agreement ? Number(params.agreement) : (place.data ?? mapped[0]?.agreement.id)
  const own = mapped.find((one) => one.agreement.id === id)?.agreement
  const agreement = own ?? agreements.data?.find((one) => one.id === id) ?? null
  return { agreements, agreement, isAgreementMapped: own !== undefined }
}

/** The agreement in whose table a product stands, for a finding that names the product alone. */
async function placeOf(view: MappedCustomer | null, params: Readonly<Record<string, string>>) {
  if (!view) return null
  let name = params.product
  if (!name) {
    const all = await backend.subscriptionsOf(view.customer.id)
    name = all.find(({ id }) => id === params.subscription)?.product
  }
  for (const { agreement } of view.agreements) {
    const products = await backend.productsOf(view.customer.id, agreement.id)
    const mine = products.find((one) => one.id === name || one.name === name)
    if (mine) return mine.mapping?.agreement ?? agreement.id
  }
  return null
}

interface Chosen extends Pick<Mapping, 'customer' | 'company' | 'agreement' | 'isUnsaved' | 'drafts'> {
  readonly isAgreementMapped: boolean
}

function useSave({ customer, company, agreement, drafts, isUnsaved, isAgreementMapped }: Chosen) {
  const [said, setSaid] = useState<{ customer: string; warnings: readonly string[] } | null>(null)
  const canSave = customer !== null && agreement !== null && (isUnsaved || !isAgreementMapped)
  const saving = useWork(async () => {
    if (!customer || !company || !agreement) return
    const products = [...drafts.items].map(([product, item]) => ({ product, item: item.id }))
    const warnings = await backend.saveMapping({
      ...{ customer: customer.id, company: company.id, agreement: agreement.id },
      ...{ choices: drafts.choices, products },
    })
    drafts.settle()
    setSaid({ customer: customer.id, warnings })
    toast({ title: savedWords(customer, agreement, products.length) })
    announceChange()
  })
  const warnings = said?.customer === customer?.id ? (said?.warnings ?? []) : []
  return { canSave, saving, warnings, dismissWarnings: () => setSaid(null) }
}

function savedWords(customer: Customer, agreement: Agreement, products: number): string {
  if (products === 0) return `${agreement.name} is mapped for ${customer.name}`
  return `${counted(products, 'product is', 'products are')} mapped on ${agreement.name}`
}
