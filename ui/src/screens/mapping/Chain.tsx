// The first three choices in one line of thought: C3 on the left, ConnectWise on the right, the
// link between them. What is mapped is shown as it stands; it is released elsewhere.
import { Link2, Link2Off } from 'lucide-react'
import type { Ref } from 'react'
import { backend } from '../../backend'
import type { Agreement } from '../../bindings'
import { type ComboHandle, ComboSearch } from '../../components/ComboSearch'
import { CycleTag, Tag } from '../../components/Tag'
import { narrowed, part } from './find'
import type { Mapping } from './useMapping'
import { agreementFacts, companyFacts, customerFacts, cycleWord } from './words'
import './Chain.css'

export interface ChainProps {
  readonly mapping: Mapping
  readonly companyField: Ref<ComboHandle>
  readonly agreementField: Ref<ComboHandle>
}

export function Chain({ mapping, companyField, agreementField }: ChainProps) {
  const { customer, chooseCustomer, view } = mapping
  return (
    <div className="Chain">
      <fieldset className="Chain-side">
        <legend>C3</legend>
        <ComboSearch
          label="1. Customer"
          memory="mapping/customer"
          placeholder="Choose a C3 customer"
          value={customer}
          search={(text) => backend.searchCustomers(part(text))}
          option={(row) => ({
            id: row.id,
            label: row.name,
            secondary: row.id === customer?.id ? customerPlace(row) : customerFacts(row),
            tag: row.company === null ? null : <Tag icon={Link2}>Mapped</Tag>,
          })}
          onChoose={chooseCustomer}
          hint="C3’s customers are read with “Refresh”, or come with a history file."
        />
      </fieldset>
      <Link word={linkWord(mapping)} />
      <fieldset className="Chain-side">
        <legend>ConnectWise</legend>
        <div className="Chain-pair">
          {view ? (
            <MappedCompany mapping={mapping} />
          ) : (
            <CompanyChoice mapping={mapping} field={companyField} />
          )}
          <AgreementChoice mapping={mapping} field={agreementField} />
        </div>
      </fieldset>
    </div>
  )
}

const customerPlace = (row: { readonly city: string | null; readonly currency: string | null }) =>
  [row.city, row.currency].filter(Boolean).join(' · ') || undefined

/** Of a customer that is not read, nobody knows yet whether it is mapped. */
function linkWord({ found, customer, company, view }: Mapping): string {
  if (view) return 'Mapped'
  if (company) return 'Not saved'
  if (!customer && found.error) return 'Not read'
  return !customer && found.isLoading ? 'Reading…' : 'Not mapped'
}

function Link({ word }: { readonly word: string }) {
  const isMapped = word === 'Mapped'
  const Icon = isMapped ? Link2 : Link2Off
  return (
    <p className="Chain-link" data-mapped={isMapped ? '' : undefined}>
      <Icon size={16} aria-hidden />
      <span>{word}</span>
    </p>
  )
}

function MappedCompany({ mapping }: { readonly mapping: Mapping }) {
  const { company } = mapping
  if (!company) return null
  return (
    <div className="Field" role="group" aria-labelledby="mapped-company">
      <p className="Field-label" id="mapped-company">
        2. External customer
      </p>
      <p className="Chain-fixed">
        <span className="Clip">{company.name}</span>
      </p>
      <p className="Field-help">{companyFacts(company)}</p>
    </div>
  )
}

interface ChoiceProps {
  readonly mapping: Mapping
  readonly field: Ref<ComboHandle>
}

function CompanyChoice({ mapping, field }: ChoiceProps) {
  const { customer, company, chooseCompany } = mapping
  return (
    <ComboSearch
      ref={field}
      label="2. External customer"
      memory="mapping/company"
      placeholder={customer ? 'Choose a company' : 'After the customer'}
      isDisabled={!customer}
      isUnsaved={company !== null}
      value={company}
      search={(text) => backend.searchCompanies(part(text))}
      option={(row) => ({
        id: String(row.id),
        label: row.name,
        secondary: companyFacts(row),
        disabledReason: row.selectable ? null : row.reason,
      })}
      onChoose={chooseCompany}
      hint="Accord creates no companies. Create it in ConnectWise, then refresh."
    />
  )
}

function AgreementChoice({ mapping, field }: ChoiceProps) {
  const { company, agreement, agreements, view, isAgreementMapped } = mapping
  const own = view?.agreements.map((one) => one.agreement) ?? []
  const list = agreements.data ?? own
  return (
    <ComboSearch
      ref={field}
      label="3. Agreement"
      placeholder={company ? 'Choose an agreement' : 'After the company'}
      isDisabled={!company}
      isUnsaved={agreement !== null && !isAgreementMapped}
      value={agreement}
      search={async (text) => narrowed(agreements.data ?? (await readAgain(company?.id, list)), text)}
      option={(row) => ({
        id: String(row.id),
        label: row.name,
        secondary: agreementFacts(row, row.id === agreement?.id),
        disabledReason: row.selectable || own.some(({ id }) => id === row.id) ? null : row.reason,
        tag: <AgreementTags agreement={row} isMapped={own.some(({ id }) => id === row.id)} />,
      })}
      onChoose={({ id }) => mapping.chooseAgreement(id)}
      hint={`${company?.name ?? 'The company'} has no such agreement. Create it in ConnectWise, billing Monthly or Yearly, then refresh.`}
    />
  )
}

async function readAgain(company: number | undefined, known: readonly Agreement[]) {
  return company === undefined ? known : backend.agreementsOf(company)
}

interface AgreementTagsProps {
  readonly agreement: Agreement
  readonly isMapped: boolean
}

export function AgreementTags({ agreement, isMapped }: AgreementTagsProps) {
  return (
    <span className="Chain-tags">
      {isMapped ? <Tag icon={Link2}>Mapped</Tag> : null}
      {agreement.billing_cycle ? <CycleTag cycle={cycleWord(agreement.billing_cycle)} /> : null}
    </span>
  )
}
