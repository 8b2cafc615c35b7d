// What a record found: one row each with what is wrong and a button that leads to where it is
// mended. Decisions are taken in place. The backend filters and counts.
import { ListChecks, SearchX } from 'lucide-react'
import { useState } from 'react'
import { backend } from '../../backend'
import type { Finding, Job, Severity } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice, Notice } from '../../components/Notice'
import { Pager } from '../../components/Pager'
import { SearchField } from '../../components/SearchField'
import { SelectField } from '../../components/SelectField'
import { Skeleton } from '../../components/Skeleton'
import { Table } from '../../components/Table'
import { Status } from '../../components/Tag'
import { useAsk } from '../../hooks/useAsk'
import { useRouter } from '../../shell/router'
import { Decide } from './Decide'
import { type Decisions, useDecisions } from './decisions'
import { Mend } from './Mend'
import { wayOf } from './mending'
import { SEVERITIES, type UploadPlace } from './place'
import type { UploadRuns } from './useUploadRuns'
import { counted, listed, SEVERITY, sentence } from './words'

export interface FindingsProps {
  readonly job: Job
  readonly place: UploadPlace
  readonly go: (part: Partial<UploadPlace>) => void
  readonly runs: UploadRuns
}

const PAGE = 50

interface Numbered {
  readonly key: string
  readonly finding: Finding
}

export function Findings({ job, place, go, runs }: FindingsProps) {
  const { text, severity } = place
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<string | null>(null)
  const decisions = useDecisions(job.id)
  const { data, error, isSlow, reload } = useAsk(
    `findings ${job.id} ${job.status} ${severity} ${offset} ${text}`,
    () => backend.recordFindings(job.id, severity, { text, offset, limit: PAGE }),
  )
  const narrow = (part: Partial<UploadPlace>) => {
    setOffset(0)
    go(part)
  }
  const isFiltered = text !== '' || severity !== null
  if (error && !data)
    return <FailureNotice failure={error} title="The findings could not be read." onRetry={reload} />
  if (data?.total === 0 && !isFiltered)
    return <NothingFound job={job} onPlan={() => go({ part: 'plan', severity: null })} />
  const rows = (data?.rows ?? []).map((finding, index) => ({ key: `${offset + index}`, finding }))
  return (
    <div className="Findings Stack" data-gap="s">
      <FindingFilters text={text} severity={severity} onChange={narrow} />
      {decisions.count + decisions.lifted > 0 ? (
        <Decided decisions={decisions} rows={rows} runs={runs} />
      ) : null}
      <TakeOvers rows={rows} />
      {isSlow && !data ? <Skeleton label="Reading the findings" rows={6} /> : null}
      {data ? (
        <Table
          label="Findings"
          columns={columnsFor(runs, decisions, setOpen)}
          rows={rows}
          rowKey={({ key }) => key}
          rowName={({ finding }) => `${finding.customer_name}: ${finding.message}`}
          unfolding={{ key: open, onChange: setOpen }}
          detail={({ finding }) => {
            const way = wayOf(finding)
            return way && 'act' in way && way.act === 'decide' ? (
              <Decide job={job.id} finding={finding} onDone={() => setOpen(null)} />
            ) : null
          }}
          empty={
            <EmptyState
              icon={SearchX}
              title="No finding matches"
              actions={
                <Button onPress={() => narrow({ text: '', severity: null })}>Show all findings</Button>
              }
            />
          }
        />
      ) : null}
      <Pager what="findings" offset={offset} size={PAGE} total={data?.total ?? 0} onChange={setOffset} />
    </div>
  )
}

function columnsFor(
  runs: UploadRuns,
  decisions: Decisions,
  onDecide: (key: string) => void,
): ReadonlyArray<Column<Numbered>> {
  return [
    {
      id: 'severity',
      title: 'Severity',
      width: '104px',
      cell: ({ finding: { severity } }) => (
        <Status kind={SEVERITY[severity][0]}>{SEVERITY[severity][1]}</Status>
      ),
    },
    {
      id: 'about',
      title: 'Customer and subscription',
      width: '25%',
      cell: ({ finding }) => <About finding={finding} />,
    },
    {
      id: 'message',
      title: 'What is wrong',
      cell: ({ finding }) => (
        <>
          <span className="Selectable">{sentence(finding.message)}</span> <Code code={finding.code} />
        </>
      ),
    },
    {
      id: 'mend',
      title: 'Mend it',
      isUntitled: true,
      width: '136px',
      isNumeric: true,
      cell: ({ key, finding }) => (
        <Mend
          finding={finding}
          runs={runs}
          job={decisions.job}
          decided={decisions.wordsFor(finding)}
          onDecide={() => onDecide(key)}
        />
      ),
    },
  ]
}

/** What support asks for, set apart from the sentence: a press takes all of it, to be copied. */
function Code({ code }: { readonly code: string }) {
  return (
    <span className="Findings-tag">
      <span className="Hidden">Code </span>
      <code className="Findings-code">{code}</code>
    </span>
  )
}

function About({ finding }: { readonly finding: Finding }) {
  const product = finding.product ?? (finding.subscription === null ? null : 'Unnamed product')
  return (
    <>
      <span className="Findings-customer">{finding.customer_name}</span>
      {product ? <span className="Findings-product">{product}</span> : null}
    </>
  )
}

interface FindingFiltersProps {
  readonly text: string
  readonly severity: Severity | null
  readonly onChange: (part: Partial<UploadPlace>) => void
}

function FindingFilters({ text, severity, onChange }: FindingFiltersProps) {
  return (
    <div className="Upload-filters">
      <SearchField
        label="Search in the findings"
        placeholder="Customer, product or words"
        text={text}
        onChange={(next) => onChange({ text: next })}
      />
      <SelectField
        label="Severity"
        isCompact
        value={severity ?? 'any'}
        options={[
          { value: 'any', label: 'Any severity' },
          ...SEVERITIES.map((one) => ({ value: one, label: SEVERITY[one][1] })),
        ]}
        onChange={(word) => onChange({ severity: SEVERITIES.find((one) => one === word) ?? null })}
      />
    </div>
  )
}

interface DecidedProps {
  readonly decisions: Decisions
  readonly rows: readonly Numbered[]
  readonly runs: UploadRuns
}

/** `2 decisions saved and 1 hold lifted`. */
function decidedWords({ count, lifted }: Decisions): string {
  const parts = [
    count > 0 && `${counted(count, 'decision')} saved`,
    lifted > 0 && `${counted(lifted, 'hold')} lifted`,
  ]
  return listed(parts.filter((part) => part !== false))
}

/** Decisions change the plan: validating again shows how. */
function Decided({ decisions, rows, runs }: DecidedProps) {
  const found = rows.filter(({ finding }) => decisions.wordsFor(finding) !== undefined)
  const ids = [...new Set(found.map(({ finding }) => finding.customer))]
  const action =
    ids.length > 0 && !runs.isBusy
      ? {
          label: `Validate ${ids.length === 1 ? 'this customer' : `these ${ids.length} customers`} again`,
          onPress: () => runs.validate({ which: 'customers', ids }, ids.length),
        }
      : undefined
  return (
    <Notice kind="info" title={decidedWords(decisions)} action={action}>
      Nothing was written yet. Validate again to see what the next upload does.
    </Notice>
  )
}

/** An agreement with several hand-made lines is taken over on a page of its own. */
function TakeOvers({ rows }: { readonly rows: readonly Numbered[] }) {
  const router = useRouter()
  const lines = new Map<number, Finding[]>()
  for (const { finding } of rows) {
    const { mending, agreement } = finding
    if (mending !== 'duplicate' || agreement === null) continue
    lines.set(agreement, [...(lines.get(agreement) ?? []), finding])
  }
  return [...lines].map(([agreement, [first, ...rest]]) =>
    first ? (
      <Notice
        key={agreement}
        kind="info"
        title={`${first.customer_name} has ${counted(rest.length + 1, 'line')} that ${rest.length === 0 ? 'was' : 'were'} made by hand and may bill twice`}
        action={{
          label: 'Take over the agreement',
          onPress: () => void router.navigate('upload', { takeOver: agreement }),
        }}
      >
        {rest.length === 0
          ? 'It is decided there with a proposal and what it comes to.'
          : 'All of them are decided in one sitting, with proposals and what they come to.'}
      </Notice>
    ) : null,
  )
}

function NothingFound({ job, onPlan }: { readonly job: Job; readonly onPlan: () => void }) {
  return (
    <EmptyState
      icon={ListChecks}
      title="Nothing was found"
      actions={
        job.operations > 0 ? (
          <Button onPress={onPlan}>{job.plans ? 'See the plan' : 'See the lines'}</Button>
        ) : null
      }
    >
      {job.kind === 'validate'
        ? 'No error, no warning.'
        : 'The upload met nothing that a person should know.'}
    </EmptyState>
  )
}
