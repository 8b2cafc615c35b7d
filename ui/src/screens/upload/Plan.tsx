// What a record would write, or wrote, agreement by agreement, like an invoice draft. The backend
// computes every figure; this sets before beside after.
import { Receipt, SearchX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { backend } from '../../backend'
import type { AgreementPlan, Job, Operation } from '../../bindings'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/Notice'
import { Pager } from '../../components/Pager'
import { SearchField } from '../../components/SearchField'
import { Skeleton } from '../../components/Skeleton'
import { useAsk } from '../../hooks/useAsk'
import { useRouter } from '../../shell/router'
import { AgreementDraft } from './AgreementDraft'
import { PlanSummary } from './PlanSummary'
import { WhyPanel } from './WhyPanel'

export interface PlanProps {
  readonly job: Job
  readonly text: string
  readonly onText: (text: string) => void
}

const PAGE = 20

export function Plan({ job, text, onText }: PlanProps) {
  const [offset, setOffset] = useState(0)
  const [why, setWhy] = useState<Operation | null>(null)
  const search = (next: string) => {
    setOffset(0)
    onText(next)
  }
  const { data, error, isSlow, reload } = useAsk(`plan ${job.id} ${offset} ${text}`, () =>
    backend.recordPlan(job.id, { text, offset, limit: PAGE }),
  )
  // While an upload runs, its lines' states follow the record's counts.
  const stamp = `${job.status} ${job.confirmed} ${job.failed}`
  useEffect(() => {
    if (stamp) reload()
  }, [stamp, reload])
  if (error && !data)
    return <FailureNotice failure={error} title="The plan could not be read." onRetry={reload} />
  if (data?.total === 0 && text === '') return <NothingPlanned job={job} />
  const isOver = job.status !== 'running'
  return (
    <div className="Stack">
      <PlanSummary job={job} />
      <div className="Upload-filters">
        <SearchField
          label="Search in customer, company and agreement"
          placeholder="Customer, company or agreement"
          text={text}
          onChange={search}
        />
      </div>
      {isSlow && !data ? <Skeleton label="Reading the plan" rows={6} /> : null}
      {data?.rows.map((plan) => (
        <AgreementDraft
          key={`${plan.customer} ${plan.agreement}`}
          plan={plan}
          isAlike={data.rows.some((other) => isAlike(plan, other))}
          isExport={!job.plans}
          isOver={isOver}
          asked={why}
          onWhy={setWhy}
        />
      ))}
      {data?.total === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No agreement matches"
          actions={<Button onPress={() => search('')}>Show all agreements</Button>}
        />
      ) : null}
      <Pager what="agreements" offset={offset} size={PAGE} total={data?.total ?? 0} onChange={setOffset} />
      {why ? (
        <WhyPanel
          key={why.id}
          asked={{ operation: why.id }}
          product={why.product ?? why.after.item_name}
          onClose={() => setWhy(null)}
        />
      ) : null}
    </div>
  )
}

function isAlike(one: AgreementPlan, other: AgreementPlan): boolean {
  return (
    one.agreement !== other.agreement &&
    one.agreement_name === other.agreement_name &&
    one.customer_name === other.customer_name
  )
}

function NothingPlanned({ job }: { readonly job: Job }) {
  const router = useRouter()
  const isClean = job.kind === 'validate' && job.status === 'success'
  return (
    <EmptyState
      icon={Receipt}
      title="No changes"
      actions={<Button onPress={() => void router.navigate('upload')}>Back to the customers</Button>}
    >
      {isClean ? 'No line is to be added, changed or ended.' : 'This record holds no change to write.'}
    </EmptyState>
  )
}
