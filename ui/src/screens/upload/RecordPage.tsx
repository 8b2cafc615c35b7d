// One record: how it ended, what it found, what it would write or wrote, and the step that follows:
// Upload after Success, validating again after Error.
import { CloudUpload, Undo2 } from 'lucide-react'
import { useEffect } from 'react'
import { backend } from '../../backend'
import type { Job } from '../../bindings'
import { Button } from '../../components/Button'
import { FailureNotice } from '../../components/Notice'
import { Page } from '../../components/Page'
import { Skeleton } from '../../components/Skeleton'
import { type TabItem, Tabs } from '../../components/Tabs'
import { formatCount } from '../../format/decimal'
import { useAsk } from '../../hooks/useAsk'
import { useRouter } from '../../shell/router'
import { Findings } from './Findings'
import { Plan } from './Plan'
import { paramsOf, type RecordTab, type UploadPlace } from './place'
import { RecordFacts } from './RecordFacts'
import { RecordNotices } from './RecordNotices'
import { RunNotices } from './RunNotices'
import { SaveAs } from './SaveAs'
import { type UploadRuns, useMainLook } from './useUploadRuns'
import { counted, foundWords, KIND } from './words'

export interface RecordPageProps {
  readonly job: number
  readonly place: UploadPlace
  readonly runs: UploadRuns
}

const LOOK_EVERY = 1_000

export function RecordPage({ job, place, runs }: RecordPageProps) {
  const router = useRouter()
  const { data, error, isSlow, reload } = useAsk(`record ${job}`, () => backend.record(job))
  const isRunning = data?.status === 'running'
  useEffect(() => {
    if (!isRunning) return
    const timer = window.setInterval(reload, LOOK_EVERY)
    return () => window.clearInterval(timer)
  }, [isRunning, reload])
  return (
    <Page
      title={data ? `${KIND[data.kind]} record` : 'Record'}
      subtitle={data ? <RecordFacts job={data} /> : null}
      back={{ label: 'Back', onPress: () => void router.back('upload') }}
      actions={data ? <RecordActions job={data} runs={runs} /> : null}
    >
      <div className="Stack">
        <RunNotices runs={runs} except={job} />
        {error && !data ? (
          <FailureNotice failure={error} title="The record could not be read." onRetry={reload} />
        ) : null}
        {isSlow && !data ? <Skeleton label="Reading the record" rows={6} /> : null}
        {data ? <RecordNotices job={data} runs={runs} /> : null}
        {data ? <RecordParts job={data} place={place} runs={runs} /> : null}
      </div>
    </Page>
  )
}

function RecordActions({ job, runs }: { readonly job: Job; readonly runs: UploadRuns }) {
  const isOver = job.status !== 'running'
  const isReady = job.plans && job.status === 'success' && job.operations > 0 && job.uploaded_by === null
  const isUploadable = isReady && job.kind === 'validate'
  const look = useMainLook(runs)
  const isUndoable = job.kind === 'export' && isOver && job.status !== 'interrupted' && job.confirmed > 0
  return (
    <>
      {isOver ? (
        <SaveAs
          name={`accord-${job.kind}-record-${job.id}.csv`}
          save={(path) => backend.saveRecord(job.id, path)}
        />
      ) : null}
      {isUndoable ? (
        <Button icon={Undo2} isDisabled={runs.isBusy} onPress={() => runs.planUndo(job.id)}>
          Undo this upload…
        </Button>
      ) : null}
      {isReady && job.kind === 'undo' ? (
        <Button
          look={look}
          icon={Undo2}
          isDisabled={runs.isBusy}
          onPress={() => runs.undo(job.id, job.operations)}
        >
          {`Take back ${counted(job.operations, 'change')}`}
        </Button>
      ) : null}
      {isUploadable ? (
        <Button
          look={look}
          icon={CloudUpload}
          isDisabled={runs.isBusy}
          onPress={() => runs.upload(job.id, job.operations)}
        >
          {`Upload ${counted(job.operations, 'change')}`}
        </Button>
      ) : null}
    </>
  )
}

interface RecordPartsProps {
  readonly job: Job
  readonly place: UploadPlace
  readonly runs: UploadRuns
}

/** Findings first where there are errors, else the plan; nothing where a record has neither. */
function RecordParts({ job, place, runs }: RecordPartsProps) {
  const router = useRouter()
  const go = (part: Partial<UploadPlace>) => router.replace(paramsOf({ ...place, ...part }))
  const found = foundWords(job)
  const isValidate = job.plans
  if (job.status === 'running' && isValidate) return null
  const items: ReadonlyArray<TabItem<RecordTab>> = [
    {
      id: 'plan',
      label: isValidate ? 'Plan' : 'Lines',
      count: formatCount(job.operations),
      content: <Plan job={job} text={place.text} onText={(text) => go({ text })} />,
    },
    {
      id: 'findings',
      label: 'Findings',
      ...(found ? { count: found } : {}),
      content: <Findings job={job} place={place} go={go} runs={runs} />,
    },
  ]
  const isFound = job.errors > 0 || (job.operations === 0 && job.warnings > 0)
  const first = isFound && isValidate ? 'findings' : 'plan'
  return (
    <Tabs
      label="Record"
      items={items}
      selected={place.part ?? first}
      onSelect={(part) => go({ part, severity: null })}
    />
  )
}
