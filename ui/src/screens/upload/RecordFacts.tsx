// A record in one line: its status, when it ran and how long, and whom it is about.
import type { Job } from '../../bindings'
import { Status } from '../../components/Tag'
import { Instant } from '../../components/When'
import { formatDay } from '../../format/time'
import { counted, STATUS, tookWords } from './words'

export function RecordFacts({ job }: { readonly job: Job }) {
  const { status, started_at, finished_at } = job
  const took = finished_at ? tookWords(started_at, finished_at) : ''
  return (
    <span className="Record-facts">
      <Status kind={STATUS[status][0]}>{STATUS[status][1]}</Status>
      <Instant value={started_at} />
      {took ? <span>Took {took}</span> : null}
      <span>{counted(job.customers, 'customer')}</span>
      {job.as_of ? <span>Rehearsed for {formatDay(job.as_of)}</span> : null}
      <span>No. {job.id}</span>
    </span>
  )
}
