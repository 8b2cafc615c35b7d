// Gives up an upload that was cut off, after saying the whole effect. Where it is not known what it
// wrote last, the backend refuses, and says so.
import { backend } from '../../backend'
import type { Job } from '../../bindings'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice } from '../../components/Notice'
import { useWork } from '../../hooks/useWork'
import { counted } from './words'

export interface GiveUpProps {
  readonly job: Job
  readonly onClose: () => void
}

export function GiveUp({ job, onClose }: GiveUpProps) {
  const work = useWork(async () => {
    await backend.cancelJob(job.id)
    onClose()
  })
  const left = job.operations - job.confirmed
  return (
    <>
      <ConfirmPanel
        title="Give up this upload?"
        confirmLabel="Give it up"
        look="plain"
        isBusy={work.isBusy}
        onConfirm={() => void work.start()}
        onCancel={onClose}
      >
        <ul>
          <li>
            {counted(job.confirmed, 'confirmed change stays', 'confirmed changes stay')} in ConnectWise.
          </li>
          <li>{counted(left, 'change')} of this record will not be written by it.</li>
          <li>The next validation plans what is missing anew; nothing is billed twice.</li>
        </ul>
      </ConfirmPanel>
      {work.error ? <FailureNotice failure={work.error} title="The record was not given up." /> : null}
    </>
  )
}
