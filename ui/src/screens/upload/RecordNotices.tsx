// What a record's end means, and what to do next, above its details.
import { useState } from 'react'
import { backend } from '../../backend'
import type { Job } from '../../bindings'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice, Notice } from '../../components/Notice'
import { toast } from '../../components/Toasts'
import { asFailure } from '../../failure'
import { formatCount } from '../../format/decimal'
import { useWork } from '../../hooks/useWork'
import { useRouter } from '../../shell/router'
import { GiveUp } from './GiveUp'
import { recordCustomers } from './recordCustomers'
import type { UploadRuns } from './useUploadRuns'
import { counted, sentence } from './words'

export interface RecordNoticesProps {
  readonly job: Job
  readonly runs: UploadRuns
}

export function RecordNotices({ job, runs }: RecordNoticesProps) {
  return (
    <>
      {job.error && job.status !== 'interrupted' ? (
        <Notice kind="error" title={whole(job)}>
          {sentence(job.error)}
        </Notice>
      ) : null}
      {job.plans ? <Validated job={job} runs={runs} /> : <Written job={job} runs={runs} />}
    </>
  )
}

const NAME = { validate: 'validation', export: 'upload', undo: 'undo' } as const

const whole = ({ kind }: Job) => `The ${NAME[kind]} did not come to its end`

const UNWRITTEN = 'Nothing was written to ConnectWise.'

function Validated({ job, runs }: RecordNoticesProps) {
  const router = useRouter()
  if (job.status === 'running') return runs.isBusy ? null : <Elsewhere job={job} />
  if (job.status === 'error') return job.errors > 0 ? <WithErrors job={job} runs={runs} /> : null
  if (job.status === 'cancelled' || job.status === 'interrupted') {
    const action = { label: 'Choose customers', onPress: () => void router.navigate('upload') }
    const title = `This ${NAME[job.kind]} was ${job.status === 'cancelled' ? 'cancelled' : 'cut off'}`
    return (
      <Notice kind="info" title={title} action={action}>
        {UNWRITTEN} What it found until then is below; it cannot be{' '}
        {job.kind === 'undo' ? 'carried out. Plan it' : 'uploaded. Validate'} again.
      </Notice>
    )
  }
  if (job.uploaded_by !== null) {
    const by = job.uploaded_by
    return (
      <Notice
        kind="info"
        title={job.kind === 'undo' ? 'This plan was carried out' : 'This plan was uploaded'}
        action={{
          label: job.kind === 'undo' ? 'Show the Undo record' : 'Show the Export record',
          onPress: () => void router.navigate('upload', { job: by }),
        }}
      />
    )
  }
  if (job.kind === 'undo') return <ToTakeBack job={job} />
  if (job.operations > 0) return null
  if (job.warnings > 0) {
    return (
      <Notice kind="info" title="Nothing to upload">
        {`${counted(job.warnings, 'warning')} ${job.warnings === 1 ? 'says' : 'say'} what may be missing: look at the findings before you rely on it.`}
      </Notice>
    )
  }
  return (
    <Notice kind="success" title="Up to date">
      ConnectWise already holds what these customers are to be billed. There is nothing to upload.
    </Notice>
  )
}

/** What an undo would do, before it does it. */
function ToTakeBack({ job }: { readonly job: Job }) {
  if (job.operations === 0) {
    return (
      <Notice kind="info" title="There is nothing to take back">
        The lines of this upload are as they were before it, or an invoice covers them.
      </Notice>
    )
  }
  return (
    <Notice kind="info" title={`${counted(job.operations, 'change')} can be taken back`}>
      {UNWRITTEN} What an invoice covers stays, and is listed under the findings. The subscriptions then stand
      on hold: nothing is planned for them until you lift the hold.
    </Notice>
  )
}

/** Errors: one press validates the others, so that a month end does not wait for one customer. */
function WithErrors({ job, runs }: RecordNoticesProps) {
  const again = useWork(async () => {
    const { clean } = await recordCustomers(job.id)
    if (clean.length > 0) runs.validate({ which: 'customers', ids: [...clean] }, clean.length)
    else
      toast({
        kind: 'info',
        title: 'Nothing is left to validate',
        text: 'Every customer with changes in this record has errors.',
      })
  })
  const action =
    job.customers > 1 && job.kind === 'validate'
      ? {
          label: 'Validate again without the customers that have errors',
          isPending: again.isBusy,
          onPress: () => (runs.isBusy ? undefined : void again.start()),
        }
      : undefined
  return (
    <>
      <Notice
        kind="error"
        title={`${counted(job.errors, 'error')} ${job.errors === 1 ? 'keeps' : 'keep'} this record from being ${job.kind === 'undo' ? 'carried out' : 'uploaded'}`}
        action={action}
      >
        {UNWRITTEN} Each finding below leads to where it is mended; validate again afterwards.
      </Notice>
      {again.error ? (
        <FailureNotice failure={again.error} title="The record's customers could not be read." />
      ) : null}
    </>
  )
}

function Written({ job, runs }: RecordNoticesProps) {
  const { operations, confirmed, failed } = job
  const share = `${formatCount(confirmed)} of ${counted(operations, 'change')}`
  if (job.status === 'running') return runs.isBusy ? null : <Elsewhere job={job} />
  if (job.status === 'interrupted') return <Interrupted job={job} runs={runs} />
  if (job.status === 'cancelled') {
    return (
      <Notice kind="info" title={`This ${NAME[job.kind]} was cancelled`}>
        {confirmed === 0
          ? UNWRITTEN
          : `${share} ${confirmed === 1 ? 'was written and stays' : 'were written and stay'}. The rest was not written.`}{' '}
        To go on, validate again: the new plan holds only what is missing.
      </Notice>
    )
  }
  if (job.status === 'success') {
    return (
      <Notice
        kind="success"
        title={`ConnectWise confirmed ${operations === 1 ? 'the change' : `all ${counted(operations, 'change')}`}`}
      >
        {job.kind === 'undo'
          ? 'The upload is taken back. Its subscriptions stand on hold; lift the hold where they are to be billed again.'
          : 'The next invoices of these agreements bill them.'}
      </Notice>
    )
  }
  return (
    <Notice kind="error" title={`ConnectWise confirmed ${share}`}>
      {failed > 0
        ? `${counted(failed, 'change')} failed and ${failed === 1 ? 'was' : 'were'} not written. `
        : ''}
      What was confirmed stays. Look at the lines and findings below, then validate again: the new plan holds
      only what is missing.
    </Notice>
  )
}

function Interrupted({ job, runs }: RecordNoticesProps) {
  const [isGivingUp, setGivingUp] = useState(false)
  const action = { label: 'Resume', isPending: runs.isBusy, onPress: runs.resume }
  return (
    <>
      <Notice kind="warning" title={`This ${NAME[job.kind]} was cut off`} action={action} details={job.error}>
        {`${formatCount(job.confirmed)} of ${counted(job.operations, 'change')} ${job.confirmed === 1 ? 'is' : 'are'} confirmed. `}
        Resume first finds out what else reached ConnectWise, then writes only what is missing; nothing is
        written twice.{' '}
        <button type="button" className="Upload-link" onClick={() => setGivingUp(true)}>
          Give it up instead…
        </button>
      </Notice>
      {isGivingUp ? <GiveUp job={job} onClose={() => setGivingUp(false)} /> : null}
    </>
  )
}

/** A run that this window did not start, or forgot when its page was loaded anew. */
function Elsewhere({ job }: { readonly job: Job }) {
  const [isAsking, setAsking] = useState(false)
  const work = useWork(async () => {
    try {
      await backend.cancelJob(job.id)
      setAsking(false)
    } catch (thrown) {
      toast({ kind: 'info', title: 'It could not be stopped', text: asFailure(thrown).message })
    }
  })
  return (
    <>
      <Notice
        kind="info"
        title="This run is under way"
        action={{ label: 'Stop it', onPress: () => setAsking(true) }}
      >
        The page shows how far it is.
      </Notice>
      {isAsking ? (
        <ConfirmPanel
          title="Stop this run?"
          confirmLabel="Stop it"
          look="plain"
          isBusy={work.isBusy}
          onConfirm={() => void work.start()}
          onCancel={() => setAsking(false)}
        >
          What was written until then stays recorded; the rest is not written.
        </ConfirmPanel>
      ) : null}
    </>
  )
}
