// The changes of the same subscription, the newest first, with the open one marked.
import { backend } from '../../backend'
import type { LedgerEvent } from '../../bindings'
import { FailureNotice } from '../../components/Notice'
import { Skeleton } from '../../components/Skeleton'
import { formatCount } from '../../format/decimal'
import { formatDay } from '../../format/time'
import { counted } from '../../format/words'
import { useAsk } from '../../hooks/useAsk'
import { dayIn } from './days'
import { FromTo, KindTag } from './KindTag'
import { EVERYTHING } from './place'

export interface OtherEventsProps {
  readonly event: LedgerEvent
  readonly zone: string | undefined
  readonly onOpen: (event: LedgerEvent) => void
}

const MOST = 50

export function OtherEvents({ event, zone, onOpen }: OtherEventsProps) {
  const { subscription } = event
  const { data, error, isSlow, reload } = useAsk(`history-of:${subscription}`, () =>
    backend.history({ ...EVERYTHING, subscription }, 0, MOST),
  )
  return (
    <section className="Stack" data-gap="s" aria-label="All changes of this subscription">
      <h3>
        This subscription{' '}
        {data ? <span className="Faint">{data.total === 1 ? 'only this change' : countOf(data)}</span> : null}
      </h3>
      {error ? (
        <FailureNotice failure={error} title="Its other changes could not be read." onRetry={reload} />
      ) : null}
      {!data && isSlow ? <Skeleton label="Reading the other changes" rows={3} /> : null}
      <ul className="Others">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              aria-current={row.id === event.id ? 'true' : undefined}
              onClick={() => onOpen(row)}
            >
              <span className="Number">{formatDay(dayIn(row.changed_at, zone))}</span>
              <KindTag kind={row.kind} />
              <FromTo from={row.old_quantity} to={row.new_quantity} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function countOf({ rows, total }: { readonly rows: readonly LedgerEvent[]; readonly total: number }): string {
  const all = counted(total, 'change')
  return rows.length < total ? `the last ${formatCount(rows.length)} of ${all}` : all
}
