// Subscription history: every change that was ever read, what became of it, and the rows that
// could not be read. From here lead the ways to Product Mapping and to the upload.
import { Button } from '../components/Button'
import { FailureNotice } from '../components/Notice'
import { Page } from '../components/Page'
import { Tabs } from '../components/Tabs'
import { formatCount } from '../format/decimal'
import { formatAge } from '../format/time'
import { dismissRun, useRun } from '../hooks/useRuns'
import { useMinute, useStatus } from '../hooks/useStatus'
import { REFRESH_RUN, readSystems } from '../shell/books'
import { useRouter } from '../shell/router'
import { EventList } from './history/EventList'
import { UnreadableRows, useUnreadable } from './history/UnreadableRows'
import { useBillingZone } from './history/useBooks'
import { useHistoryPlace } from './history/useHistoryPlace'

export function HistoryScreen() {
  const place = useHistoryPlace()
  const zone = useBillingZone()
  const run = useRun(REFRESH_RUN)
  const unreadable = useUnreadable().data?.filter((row) => row.dismissed_at === null).length ?? 0
  return (
    <Page title="Subscription history" subtitle={<Freshness />} actions={<HistoryActions />} isFilled>
      {run?.failure ? (
        <FailureNotice
          failure={run.failure}
          title="Reading did not finish."
          written="What was read until then is kept; nothing was written to ConnectWise."
          onRetry={() => {
            dismissRun(run.id)
            void readSystems('c3')
          }}
        />
      ) : null}
      <Tabs
        label="Subscription history"
        selected={place.tab}
        onSelect={place.show}
        items={[
          { id: 'changes', label: 'Changes', content: <EventList place={place} /> },
          {
            id: 'unreadable',
            label: 'Rows that could not be read',
            ...(unreadable > 0 ? { count: formatCount(unreadable) } : {}),
            content: <UnreadableRows zone={zone} />,
          },
        ]}
      />
    </Page>
  )
}

function HistoryActions() {
  const router = useRouter()
  const hasC3 = useStatus().data?.c3 !== null
  const run = useRun(REFRESH_RUN)
  return (
    <>
      <Button look="quiet" onPress={() => void router.navigate('settings', { section: 'import' })}>
        Import a file
      </Button>
      {hasC3 ? (
        <Button isPending={run !== null && run.failure === null} onPress={() => void readSystems('c3')}>
          Refresh
        </Button>
      ) : null}
      <Button onPress={() => void router.navigate('mapping')}>Product Mapping</Button>
      <Button look="primary" onPress={() => void router.navigate('upload')}>
        Upload to ConnectWise
      </Button>
    </>
  )
}

/** How old the history is, and where it came from. */
function Freshness() {
  useMinute()
  const freshness = useStatus().data?.freshness
  if (!freshness) return null
  const from = [
    freshness.c3 ? `C3 read ${formatAge(freshness.c3)}` : '',
    freshness.file ? `a file imported ${formatAge(freshness.file)}` : '',
  ]
  return <>{from.filter(Boolean).join(', ')}</>
}
