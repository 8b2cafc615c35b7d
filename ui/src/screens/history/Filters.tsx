// What the list of changes is narrowed by: words, customer, kind, uploaded or not, days. It hands
// out the new filter; the backend filters.
import { backend } from '../../backend'
import type { ChangeKind, Customer, HistoryFilter } from '../../bindings'
import { ComboSearch } from '../../components/ComboSearch'
import { SearchField } from '../../components/SearchField'
import { SelectField } from '../../components/SelectField'
import { DaysField } from './DaysField'
import { KIND } from './kinds'
import { KINDS } from './place'

export interface FiltersProps {
  readonly filter: HistoryFilter
  readonly customer: Customer | null
  readonly onChange: (part: Partial<HistoryFilter>) => void
}

const customerOption = (customer: Customer) => ({
  id: customer.id,
  label: customer.name,
  secondary: [customer.city, customer.company_name].filter(Boolean).join(' · ') || undefined,
})

const findCustomers = (text: string) => backend.searchCustomers({ text, offset: 0, limit: 50 })

const UPLOADED = [
  { value: 'any', label: 'Any outcome' },
  { value: 'yes', label: 'Uploaded' },
  { value: 'no', label: 'Not uploaded' },
] as const

export function Filters({ filter, customer, onChange }: FiltersProps) {
  const uploaded = filter.uploaded === null ? 'any' : filter.uploaded ? 'yes' : 'no'
  return (
    <search className="Filters" aria-label="Narrow the list">
      <SearchField
        label="Search in customer and product"
        placeholder="Customer or product"
        text={filter.text}
        onChange={(text) => onChange({ text })}
      />
      <ComboSearch
        label="Customer"
        isCompact
        placeholder="Any customer"
        value={customer}
        search={findCustomers}
        option={customerOption}
        onChoose={({ id }) => onChange({ customer: id, subscription: null })}
        onClear={() => onChange({ customer: null })}
      />
      <KindField kinds={filter.kinds} onChange={(kinds) => onChange({ kinds })} />
      <SelectField
        label="Uploaded or not"
        isCompact
        value={uploaded}
        options={UPLOADED}
        onChange={(word) => onChange({ uploaded: word === 'any' ? null : word === 'yes' })}
      />
      <DaysField from={filter.from} until={filter.until} onChange={onChange} />
    </search>
  )
}

interface KindFieldProps {
  readonly kinds: readonly ChangeKind[]
  readonly onChange: (kinds: ChangeKind[]) => void
}

/** Each choice adds a kind; the chips below take them away again. */
function KindField({ kinds, onChange }: KindFieldProps) {
  const options = KINDS.map((kind) => ({
    value: kind,
    label: KIND[kind].word,
    description: KIND[kind].meaning,
    isDisabled: kinds.includes(kind),
  }))
  return (
    <SelectField
      label="Kind of change"
      isCompact
      placeholder={kinds.length === 0 ? 'Any change' : 'Another kind'}
      value={null}
      options={options}
      onChange={(kind) => onChange(KINDS.filter((one) => one === kind || kinds.includes(one)))}
    />
  )
}
