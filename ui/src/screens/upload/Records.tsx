// The records of all runs, newest first: what ran, how it ended, what it found and wrote.
import { FileClock, LayoutGrid, SearchX, X } from 'lucide-react'
import { backend } from '../../backend'
import type { Job, JobStatus } from '../../bindings'
import { Button, IconButton } from '../../components/Button'
import type { Column } from '../../components/columns'
import { EmptyState } from '../../components/EmptyState'
import { SelectField } from '../../components/SelectField'
import { Status } from '../../components/Tag'
import { VirtualTable } from '../../components/VirtualTable'
import { Instant } from '../../components/When'
import { formatCount } from '../../format/decimal'
import { useAsk } from '../../hooks/useAsk'
import { useNarrow } from '../../hooks/useNarrow'
import { type Router, useRouter } from '../../shell/router'
import { KINDS, STATUSES, type UploadPlace } from './place'
import { changesWords, KIND, metWords, STATUS } from './words'

export interface RecordsProps {
  readonly place: UploadPlace
  readonly go: (part: Partial<UploadPlace>) => void
}

/** In a narrow window a row's own press leads to its details. */
function columnsFor(router: Router, isNarrow: boolean): ReadonlyArray<Column<Job>> {
  const columns: Array<Column<Job> | false> = [
    { id: 'started', title: 'Started', width: '186px', cell: (job) => <Instant value={job.started_at} /> },
    { id: 'kind', title: 'Record', width: '80px', cell: (job) => KIND[job.kind] },
    {
      id: 'status',
      title: 'Status',
      width: '118px',
      cell: ({ status }) => <Status kind={STATUS[status][0]}>{STATUS[status][1]}</Status>,
    },
    {
      id: 'customers',
      title: 'Customers',
      width: '92px',
      isNumeric: true,
      cell: (job) => formatCount(job.customers),
    },
    {
      id: 'changes',
      title: 'Changes',
      width: '138px',
      isNumeric: true,
      cell: changesWords,
    },
    { id: 'found', title: 'Found', width: '1fr', cell: foundCell },
    !isNarrow && {
      id: 'open',
      title: 'Details',
      isUntitled: true,
      width: '44px',
      cell: (job) => (
        <IconButton
          label={`Details of the ${KIND[job.kind]} record`}
          icon={LayoutGrid}
          size="s"
          excludeFromTabOrder
          onPress={() => void router.navigate('upload', { job: job.id })}
        />
      ),
    },
  ]
  return columns.filter((column) => column !== false)
}

/** Of others it is not known, or they did not come so far. */
const NOTHING: ReadonlySet<JobStatus> = new Set(['success', 'cancelled'])

function foundCell(job: Job) {
  const words = metWords(job)
  if (words) return words
  if (job.uploaded_by !== null) return job.kind === 'undo' ? 'Carried out' : 'Uploaded'
  return <span className="Faint">{NOTHING.has(job.status) ? 'Nothing' : ''}</span>
}

export function Records({ place, go }: RecordsProps) {
  const router = useRouter()
  const { kind, status, customer } = place
  const filter = { kind, status, customer }
  const isFiltered = kind !== null || status !== null || customer !== null
  const clear = () => go({ kind: null, status: null, customer: null })
  return (
    <div className="Upload-list">
      <div className="Upload-filters">
        <SelectField
          label="Record"
          isCompact
          value={kind ?? 'any'}
          options={[
            { value: 'any', label: 'Any record' },
            ...KINDS.map((one) => ({ value: one, label: KIND[one] })),
          ]}
          onChange={(word) => go({ kind: KINDS.find((one) => one === word) ?? null })}
        />
        <SelectField
          label="Status"
          isCompact
          value={status ?? 'any'}
          options={[
            { value: 'any', label: 'Any status' },
            ...STATUSES.map((one) => ({ value: one, label: STATUS[one][1] })),
          ]}
          onChange={(word) => go({ status: STATUSES.find((one) => one === word) ?? null })}
        />
        {customer ? <CustomerChip customer={customer} onRemove={() => go({ customer: null })} /> : null}
      </div>
      <VirtualTable
        label="Records"
        columns={columnsFor(router, useNarrow())}
        query={`${kind} ${status} ${customer}`}
        load={(offset, limit) => backend.jobs(filter, offset, limit)}
        rowKey={(job) => String(job.id)}
        rowName={(job) => KIND[job.kind]}
        onOpen={(job) => void router.navigate('upload', { job: job.id })}
        failed="The records could not be read."
        empty={
          <NoRecord isFiltered={isFiltered} onClear={clear} onValidate={() => go({ tab: 'customers' })} />
        }
      />
    </div>
  )
}

function CustomerChip({ customer, onRemove }: { readonly customer: string; readonly onRemove: () => void }) {
  const { data } = useAsk(`upload-customer ${customer}`, () => backend.mappedView(customer))
  const name = data?.customer.name ?? 'One customer'
  return (
    <button type="button" className="Upload-chip" aria-label={`Remove the filter ${name}`} onClick={onRemove}>
      <span className="Clip">{name}</span>
      <X size={12} aria-hidden />
    </button>
  )
}

interface NoRecordProps {
  readonly isFiltered: boolean
  readonly onClear: () => void
  readonly onValidate: () => void
}

function NoRecord({ isFiltered, onClear, onValidate }: NoRecordProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No record matches"
        actions={<Button onPress={onClear}>Show all records</Button>}
      />
    )
  }
  return (
    <EmptyState
      icon={FileClock}
      title="Nothing has run yet"
      actions={<Button onPress={onValidate}>Choose customers to validate</Button>}
    >
      Every validation leaves a Validate record, and every upload an Export record. They stay here.
    </EmptyState>
  )
}
