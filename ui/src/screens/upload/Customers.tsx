// The mapped customers with what is pending for each, to choose those to validate.
import { Building2, SearchX } from 'lucide-react'
import { useState } from 'react'
import { backend } from '../../backend'
import type { Customer, Standing } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { EmptyState } from '../../components/EmptyState'
import { SearchField } from '../../components/SearchField'
import { SelectField } from '../../components/SelectField'
import { Status } from '../../components/Tag'
import { VirtualTable } from '../../components/VirtualTable'
import { formatCount } from '../../format/decimal'
import { useRouter } from '../../shell/router'
import { paramsOf, STANDINGS, type UploadPlace } from './place'
import { counted, STANDING } from './words'

export interface CustomersProps {
  readonly place: UploadPlace
  readonly go: (part: Partial<UploadPlace>) => void
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  /** The ids of all that match, and whether they are known yet. */
  readonly matching: readonly string[]
  readonly isAsked: boolean
}

const COLUMNS: ReadonlyArray<Column<Customer>> = [
  {
    id: 'name',
    title: 'Customer',
    width: '1.3fr',
    cell: ({ name, city }) => (
      <>
        <bdi className="Upload-name">{name}</bdi>
        {city ? <bdi className="Upload-city">{city}</bdi> : null}
      </>
    ),
  },
  { id: 'company', title: 'ConnectWise company', width: '1.1fr', cell: (row) => row.company_name },
  {
    id: 'standing',
    title: 'Standing',
    width: '144px',
    cell: ({ standing }) => <Status kind={STANDING[standing][0]}>{STANDING[standing][1]}</Status>,
  },
  { id: 'pending', title: 'Pending', width: '176px', cell: pendingWords },
]

/** Where the standing says it all, nothing is said twice. */
function pendingWords({ standing, pending }: Customer) {
  if (standing === 'not-validated' || standing === 'up-to-date') return <span className="Faint">–</span>
  return pending
}

export function Customers({ place, go, chosen, onChoose, matching, isAsked }: CustomersProps) {
  const { text, standing } = place
  const isFiltered = text !== '' || standing !== null
  const [total, setTotal] = useState<number | null>(null)
  const open = useOpenCustomer()
  const isEmpty = isAsked && matching.length === 0
  return (
    <div className="Upload-list">
      {isEmpty && !isFiltered ? null : (
        <div className="Upload-filters">
          <SearchField
            label="Search in customer and company"
            placeholder="Customer or company"
            text={text}
            onChange={(next) => go({ text: next })}
          />
          <StandingField standing={standing} onChange={(next) => go({ standing: next })} />
          <ChosenWords chosen={chosen} matching={matching} total={total} onChoose={onChoose} />
        </div>
      )}
      <VirtualTable
        label="Mapped customers"
        columns={COLUMNS}
        query={`${standing} ${text}`}
        load={(offset, limit) => backend.uploadCustomers({ text, offset, limit }, standing)}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        selection={{ selected: chosen, all: matching, onChange: onChoose }}
        onOpen={open}
        onTotal={setTotal}
        failed="The customers could not be read."
        empty={<NoCustomer isFiltered={isFiltered} onClear={() => go({ text: '', standing: null })} />}
      />
    </div>
  )
}

/** A row leads to the customer's newest record; without one, to the list of its records. */
function useOpenCustomer() {
  const router = useRouter()
  return async ({ id, name }: Customer) => {
    const found = await backend.jobs({ kind: null, status: null, customer: id }, 0, 1).catch(() => null)
    const job = found?.rows[0]
    if (job) void router.navigate('upload', { ...paramsOf({ job: job.id, text: name }) })
    else void router.navigate('upload', { ...paramsOf({ tab: 'records', customer: id }) })
  }
}

interface StandingFieldProps {
  readonly standing: Standing | null
  readonly onChange: (standing: Standing | null) => void
}

function StandingField({ standing, onChange }: StandingFieldProps) {
  return (
    <SelectField
      label="Standing"
      isCompact
      value={standing ?? 'any'}
      options={[
        { value: 'any', label: 'Any standing' },
        ...STANDINGS.map((one) => ({ value: one, label: STANDING[one][1] })),
      ]}
      onChange={(word) => onChange(STANDINGS.find((one) => one === word) ?? null)}
    />
  )
}

interface ChosenWordsProps {
  readonly chosen: ReadonlySet<string>
  readonly matching: readonly string[]
  readonly total: number | null
  readonly onChoose: (chosen: ReadonlySet<string>) => void
}

function ChosenWords({ chosen, matching, total, onChoose }: ChosenWordsProps) {
  const shown = new Set(matching)
  const hidden = [...chosen].filter((id) => !shown.has(id)).length
  if (chosen.size === 0) {
    return (
      <p className="Upload-count" role="status">
        {total === null ? '' : counted(total, 'customer')}
      </p>
    )
  }
  return (
    <p className="Upload-count" role="status">
      {formatCount(chosen.size)} chosen{hidden > 0 ? `, ${formatCount(hidden)} of them not in this list` : ''}{' '}
      <Button size="s" look="quiet" onPress={() => onChoose(new Set())}>
        Clear
      </Button>
    </p>
  )
}

function NoCustomer({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const router = useRouter()
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No customer matches"
        actions={<Button onPress={onClear}>Show all customers</Button>}
      />
    )
  }
  return (
    <EmptyState
      icon={Building2}
      title="No customer is mapped yet"
      actions={
        <Button look="primary" onPress={() => void router.navigate('mapping')}>
          Product Mapping
        </Button>
      }
    >
      Once a C3 customer is mapped to its ConnectWise company, agreement and products, it can be validated and
      uploaded here.
    </EmptyState>
  )
}
