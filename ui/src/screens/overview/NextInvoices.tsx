// "What do the next invoices change by?": by the last plan of each customer, as a plot, or as a table
// of the same figures.
import { Suspense, useState } from 'react'
import type { InvoiceTrend } from '../../bindings'
import { Button } from '../../components/Button'
import { FailureNotice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { Skeleton } from '../../components/Skeleton'
import { useAsk } from '../../hooks/useAsk'
import { useKeys } from '../../hooks/useKeys'
import { INVOICE_TRENDS } from '../../questions'
import { late } from '../../shell/late'
import { useRouter } from '../../shell/router'
import { TrendTable } from './TrendTable'
import { barsOf, summaryOf } from './trends'

/** It draws with the same library as the plot of days. */
export const TREND_PLOT = late(async () => (await import('./TrendPlot')).TrendPlot)

export function NextInvoices() {
  const router = useRouter()
  const { data, error, isSlow, reload } = useAsk(...INVOICE_TRENDS)
  const [isTable, setTable] = useState(false)
  const swap = () => setTable(!isTable)
  useKeys([{ keys: 'i', label: 'Next invoices as a plot or as a table', run: swap }])
  const open = ({ job }: InvoiceTrend) => void router.navigate('upload', { job, part: 'plan' })
  const hasAny = data ? data.largest.length > 0 : false
  return (
    <Section
      title="What do the next invoices change by?"
      description={data ? summaryOf(data) : undefined}
      actions={
        hasAny ? (
          <Button size="s" look="quiet" aria-keyshortcuts="i" onPress={swap}>
            {isTable ? 'Show as a plot' : 'Show as a table'}
          </Button>
        ) : null
      }
    >
      {error ? (
        <FailureNotice
          failure={error}
          title="The changes of next invoices could not be read."
          onRetry={reload}
        />
      ) : null}
      {!data && isSlow ? <Skeleton label="Reading the plans" rows={4} /> : null}
      {data && hasAny && isTable ? <TrendTable trends={data.largest} onOpen={open} /> : null}
      {data && hasAny && !isTable ? (
        <Suspense fallback={null}>
          <TREND_PLOT bars={barsOf(data)} onOpen={open} />
        </Suspense>
      ) : null}
    </Section>
  )
}
