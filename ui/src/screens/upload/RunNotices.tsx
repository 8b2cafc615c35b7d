// What stands above the lists and the records: the run that is under way, how one failed, and the
// uploads that were cut off, with the way on for each.
import { backend } from '../../backend'
import { Notice } from '../../components/Notice'
import { RunHere } from '../../components/RunProgress'
import { useAsk } from '../../hooks/useAsk'
import { dismissRun, type Run } from '../../hooks/useRuns'
import { useRouter } from '../../shell/router'
import type { UploadRuns } from './useUploadRuns'
import { counted, sentence } from './words'

export interface RunNoticesProps {
  readonly runs: UploadRuns
  /** The record that is in sight and speaks of itself. */
  readonly except?: number
}

export function RunNotices({ runs, except }: RunNoticesProps) {
  const { data } = useAsk('status', () => backend.status())
  const cut = (data?.interrupted ?? []).filter((job) => job !== except)
  const { run, isBusy } = runs
  return (
    <>
      {run && isBusy ? <RunLine run={run} /> : null}
      {run?.failure ? <RunFailed run={run} /> : null}
      {cut.length > 0 && !isBusy ? <CutOff jobs={cut} onResume={runs.resume} /> : null}
    </>
  )
}

function RunLine({ run }: { readonly run: Run }) {
  return (
    <section className="Upload-run" aria-label="Under way">
      <h2>{run.title}</h2>
      <RunHere run={run} />
    </section>
  )
}

function RunFailed({ run }: { readonly run: Run }) {
  const { failure, title, id } = run
  if (!failure) return null
  return (
    <Notice
      kind="error"
      title={`${title} did not finish`}
      details={failure.details}
      reference={failure.reference}
      onClose={() => dismissRun(id)}
    >
      {sentence(failure.message)}
    </Notice>
  )
}

function CutOff({ jobs, onResume }: { readonly jobs: readonly number[]; readonly onResume: () => void }) {
  const router = useRouter()
  const title = jobs.length === 1 ? 'An upload was cut off' : `${counted(jobs.length, 'upload')} were cut off`
  return (
    <Notice kind="warning" title={title} action={{ label: 'Resume', onPress: onResume, look: 'primary' }}>
      Resume first finds out what reached ConnectWise, then writes only what is missing; nothing is written
      twice. Until then, the customers concerned cannot be validated.{' '}
      {jobs.map((job) => (
        <button
          key={job}
          type="button"
          className="Upload-link"
          onClick={() => void router.navigate('upload', { job })}
        >
          Show record {job}
        </button>
      ))}
    </Notice>
  )
}
