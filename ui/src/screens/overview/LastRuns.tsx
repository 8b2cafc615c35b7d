// The last records of validating and uploading, the newest first; each opens its record.
import type { Job } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { FailureNotice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { Skeleton } from '../../components/Skeleton'
import { Table } from '../../components/Table'
import { Status } from '../../components/Tag'
import { Age } from '../../components/When'
import { formatCount } from '../../format/decimal'
import { useAsk } from '../../hooks/useAsk'
import { RUNS } from '../../questions'
import { useRouter } from '../../shell/router'
import { KIND, STATUS } from '../upload/words'

const COLUMNS: ReadonlyArray<Column<Job>> = [
  { id: 'kind', title: 'Record', cell: ({ id, kind }) => `${KIND[kind]} ${id}` },
  {
    id: 'status',
    title: 'Status',
    width: '18%',
    cell: ({ status }) => <Status kind={STATUS[status][0]}>{STATUS[status][1]}</Status>,
  },
  { id: 'begun', title: 'Begun', width: '18%', cell: ({ started_at }) => <Age value={started_at} /> },
  {
    id: 'customers',
    title: 'Customers',
    width: '13%',
    isNumeric: true,
    cell: ({ customers }) => formatCount(customers),
  },
  {
    id: 'errors',
    title: 'Errors',
    width: '11%',
    isNumeric: true,
    cell: ({ errors, failed, kind }) => formatCount(kind === 'validate' ? errors : errors + failed),
  },
  { id: 'changes', title: 'Changes', width: '22%', isNumeric: true, cell: changesOf },
]

/** A Validate record plans changes, the others write them. */
function changesOf({ kind, operations, confirmed }: Job): string {
  if (kind === 'validate') return `${formatCount(operations)} planned`
  return `${formatCount(confirmed)} of ${formatCount(operations)} written`
}

export function LastRuns() {
  const router = useRouter()
  const { data, error, isSlow, reload } = useAsk(...RUNS)
  const all = (
    <Button size="s" look="quiet" onPress={() => void router.navigate('upload', { tab: 'records' })}>
      All records
    </Button>
  )
  return (
    <Section title="The last runs" actions={data && data.total > 0 ? all : null}>
      {error ? (
        <FailureNotice failure={error} title="The last runs could not be read." onRetry={reload} />
      ) : null}
      {!data && isSlow ? <Skeleton label="Reading the records" rows={3} /> : null}
      {data?.total === 0 ? (
        <div className="LastRuns-none">
          <p className="Muted">
            Nothing was validated or uploaded yet. Each run leaves a record here, with what it found and did.
          </p>
          <Button size="s" onPress={() => void router.navigate('upload')}>
            Choose customers to validate
          </Button>
        </div>
      ) : null}
      {data && data.total > 0 ? (
        <Table
          label="The last runs"
          columns={COLUMNS}
          rows={data.rows}
          rowKey={({ id }) => String(id)}
          onOpen={({ id }) => void router.navigate('upload', { job: id })}
        />
      ) : null}
    </Section>
  )
}
