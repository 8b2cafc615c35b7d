// Overview: where the customers stand, what needs a hand, what the next invoices change by, how busy
// each day was, and the last runs.
import { LayoutDashboard } from 'lucide-react'
import { Button } from '../components/Button'
import { EmptyState } from '../components/EmptyState'
import { FailureNotice } from '../components/Notice'
import { Page, Section } from '../components/Page'
import { Skeleton } from '../components/Skeleton'
import { useAsk } from '../hooks/useAsk'
import { OVERVIEW } from '../questions'
import { useRouter } from '../shell/router'
import { useWaiting } from './history/useWaiting'
import { AutomaticNews } from './overview/AutomaticNews'
import { BusyDays } from './overview/BusyDays'
import { LastRuns } from './overview/LastRuns'
import { NeedsList } from './overview/NeedsList'
import { NextInvoices } from './overview/NextInvoices'
import { needsOf } from './overview/needs'
import { Standings } from './overview/Standings'
import './overview/overview.css'

export function OverviewScreen() {
  const { data, error, isSlow, reload } = useAsk(...OVERVIEW)
  const waiting = useWaiting().count
  const isEmpty = data?.customers === 0 && data.mapped === 0
  const needs = data ? needsOf(data, waiting) : []
  return (
    <Page title="Overview">
      {error ? (
        <FailureNotice failure={error} title="The overview could not be read." onRetry={reload} />
      ) : null}
      {!data && isSlow ? <Skeleton label="Reading" rows={6} /> : null}
      {data && isEmpty && needs.length === 0 ? <NothingRead /> : null}
      {data && !(isEmpty && needs.length === 0) ? (
        <>
          <AutomaticNews isHistoryNamed={needs.some(({ id }) => id === 'waiting' || id === 'unreadable')} />
          <Standings overview={data} />
          <Section title="What needs a hand">
            <NeedsList needs={needs} upToDate={data.up_to_date} />
          </Section>
          {data.mapped > 0 ? <NextInvoices /> : null}
          <BusyDays />
          <LastRuns />
        </>
      ) : null}
    </Page>
  )
}

function NothingRead() {
  const router = useRouter()
  return (
    <EmptyState
      icon={LayoutDashboard}
      title="Nothing has been read yet"
      actions={
        <>
          <Button look="primary" onPress={() => void router.navigate('settings', { section: 'c3' })}>
            Connect C3
          </Button>
          <Button onPress={() => void router.navigate('settings', { section: 'import' })}>
            Import a file
          </Button>
        </>
      }
    >
      Once C3 was read or a history file imported, this is where you see what needs a hand: what to map, what
      to validate and what to upload.
    </EmptyState>
  )
}
