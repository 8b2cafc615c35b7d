// "How busy was each day?": the last 90 days as a plot, or as a table of the same figures.
import { Suspense, useState } from 'react'
import { Button } from '../../components/Button'
import { FailureNotice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { Skeleton } from '../../components/Skeleton'
import { formatCount } from '../../format/decimal'
import { formatDay } from '../../format/time'
import { useAsk } from '../../hooks/useAsk'
import { useKeys } from '../../hooks/useKeys'
import { CHANGES_PER_DAY, DAYS } from '../../questions'
import { late } from '../../shell/late'
import { useRouter } from '../../shell/router'
import { dayIn } from '../history/days'
import { useBillingZone } from '../history/useBooks'
import { BusyTable } from './BusyTable'
import { type Busy, busyOf, GROUP_WORDS, GROUPS, wordsOf } from './busy'

/** The plot's library is large, and nothing else needs it. */
export const PLOT = late(async () => (await import('./BusyPlot')).BusyPlot)

export function BusyDays() {
  const router = useRouter()
  const zone = useBillingZone()
  const { data, error, isSlow, reload } = useAsk(...CHANGES_PER_DAY)
  const [isTable, setTable] = useState(false)
  const swap = () => setTable(!isTable)
  useKeys([{ keys: 't', label: 'Days as a plot or as a table', run: swap }])
  const busy = data ? busyOf(data, dayIn(new Date().toISOString(), zone), DAYS) : null
  const open = (day: string) => void router.navigate('history', { from: day, until: day })
  return (
    <Section
      title="How busy was each day?"
      description={busy ? summaryOf(busy) : undefined}
      actions={
        busy && busy.total > 0 ? (
          <Button size="s" look="quiet" aria-keyshortcuts="t" onPress={swap}>
            {isTable ? 'Show as a plot' : 'Show as a table'}
          </Button>
        ) : null
      }
    >
      {error ? (
        <FailureNotice failure={error} title="The changes per day could not be read." onRetry={reload} />
      ) : null}
      {!busy && isSlow ? <Skeleton label="Reading the days" rows={4} /> : null}
      {busy && busy.total > 0 ? (
        isTable ? (
          <BusyTable busy={busy} onOpen={open} />
        ) : (
          <Plotted busy={busy} onOpen={open} />
        )
      ) : null}
    </Section>
  )
}

function Plotted({ busy, onOpen }: { readonly busy: Busy; readonly onOpen: (day: string) => void }) {
  const [marked, setMarked] = useState<number | null>(null)
  const day = marked === null ? undefined : busy.days[marked]
  return (
    <figure>
      <Suspense fallback={<div className="BusyPlot" />}>
        <PLOT busy={busy} marked={marked} onMark={setMarked} onOpen={onOpen} />
      </Suspense>
      <figcaption className="BusyPlot-words">
        {day ? (
          <p>{wordsOf(day)}</p>
        ) : (
          <ul className="BusyPlot-legend">
            {GROUPS.map((group) => (
              <li key={group}>
                <span className="BusyPlot-swatch" data-group={group} aria-hidden />
                {GROUP_WORDS[group]}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
    </figure>
  )
}

function summaryOf({ total, busiest }: Busy): string {
  if (!busiest) {
    return `No changes in the last ${DAYS} days. They appear here once C3 was read or a history file imported.`
  }
  const changes = total === 1 ? '1 change' : `${formatCount(total)} changes`
  return `${changes} in the last ${DAYS} days; the busiest was ${formatDay(busiest.day)}, with ${formatCount(busiest.total)}.`
}
