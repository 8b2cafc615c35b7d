// An agreement's last invoices, read from ConnectWise each time, to see what the next one covers.
// Without ConnectWise the question can still be answered.
import { backend } from '../../backend'
import type { Agreement } from '../../bindings'
import { Money } from '../../components/Money'
import { FailureNotice } from '../../components/Notice'
import { Table } from '../../components/Table'
import { Day } from '../../components/When'
import { useAsk } from '../../hooks/useAsk'

export function Invoices({ agreement }: { readonly agreement: Agreement }) {
  const currency = agreement.currency ?? undefined
  const asked = useAsk(`mapping/invoices/${agreement.id}`, () => backend.agreementInvoices(agreement.id))
  return (
    <section className="Stack" data-gap="s" aria-label="Last invoices">
      <h3>Its last invoices</h3>
      {asked.error ? (
        <FailureNotice
          failure={asked.error}
          title="The last invoices could not be read from ConnectWise."
          onRetry={asked.reload}
        />
      ) : null}
      {asked.isSlow && !asked.data ? <p className="Faint">Reading them from ConnectWise…</p> : null}
      {asked.data ? (
        <Table
          label="Last invoices"
          rows={asked.data}
          rowKey={(row) => row.number}
          columns={[
            { id: 'number', title: 'Invoice', width: '76px', cell: (row) => row.number },
            {
              id: 'date',
              title: 'Date',
              width: '100px',
              cell: (row) => (row.date ? <Day value={row.date} /> : '–'),
            },
            { id: 'covers', title: 'Reference', cell: (row) => row.covers ?? '–' },
            {
              id: 'total',
              title: 'Total',
              unit: currency,
              isNumeric: true,
              width: '104px',
              cell: (row) => (row.total === null ? '–' : <Money amount={row.total} currency={currency} />),
            },
          ]}
          empty={<span className="Muted">Nothing was invoiced on it yet.</span>}
        />
      ) : null}
    </section>
  )
}
