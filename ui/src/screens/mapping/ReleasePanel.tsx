// Says a release's whole effect before it acts, acts, and offers to take it back. It never writes
// to ConnectWise.
import { announceChange, backend } from '../../backend'
import type { ReleaseEffect, ReleaseTarget } from '../../bindings'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice } from '../../components/Notice'
import { Table } from '../../components/Table'
import { toast } from '../../components/Toasts'
import { asFailure } from '../../failure'
import { listed } from '../../format/words'
import { useAsk } from '../../hooks/useAsk'
import { useWork } from '../../hooks/useWork'
import { counted } from './words'

export interface ReleasePanelProps {
  readonly target: ReleaseTarget
  /** "Release Adatum’s mapping?" */
  readonly title: string
  readonly confirmLabel: string
  /** Said after it was released. */
  readonly done: string
  readonly onDone: () => void
  readonly onCancel: () => void
}

export function ReleasePanel({ target, title, confirmLabel, done, onDone, onCancel }: ReleasePanelProps) {
  const effect = useAsk(`release/${JSON.stringify(target)}`, () => backend.releaseEffect(target))
  const release = useWork(async () => {
    await backend.release(target)
    toast({ title: done, text: 'Nothing was written to ConnectWise.', undo: { run: () => void undo() } })
    onDone()
    announceChange()
  })
  return (
    <ConfirmPanel
      title={title}
      confirmLabel={confirmLabel}
      isBusy={release.isBusy}
      isDisabled={!effect.data}
      onConfirm={() => void release.start()}
      onCancel={onCancel}
    >
      {effect.isSlow && !effect.data ? <p>Reading what this releases…</p> : null}
      {effect.error ? (
        <FailureNotice
          failure={effect.error}
          title="What this would release could not be read."
          onRetry={effect.reload}
        />
      ) : null}
      {effect.data ? <Effect effect={effect.data} /> : null}
      {release.error ? (
        <FailureNotice
          failure={release.error}
          title="The mapping was not released."
          written="Nothing was changed."
        />
      ) : null}
    </ConfirmPanel>
  )
}

async function undo(): Promise<void> {
  try {
    await backend.undoRelease()
    toast({ title: 'The mapping is back as it was' })
    announceChange()
  } catch (thrown) {
    toast({ kind: 'info', title: 'The mapping could not be put back', text: asFailure(thrown).message })
  }
}

function Effect({ effect }: { readonly effect: ReleaseEffect }) {
  const { products } = effect
  return (
    <>
      <p>{effectWords(effect)}</p>
      <p>
        What was uploaded stays on record: mapped again, billing goes on where it stopped instead of billing
        twice.
      </p>
      {products.length > 1 ? (
        <div className="Release-products">
          <Table
            label="Products that are released"
            rows={products}
            rowKey={(row) => `${row.name} ${row.agreement}`}
            columns={[
              { id: 'name', title: 'C3 product', cell: (row) => row.name },
              { id: 'item', title: 'ConnectWise product', cell: (row) => row.item },
              { id: 'agreement', title: 'Agreement', cell: (row) => row.agreement },
              {
                id: 'lines',
                title: 'Lines in ConnectWise',
                isNumeric: true,
                width: '150px',
                cell: (row) => String(row.lines),
              },
            ]}
          />
        </div>
      ) : null}
    </>
  )
}

/** The backend's facts in sentences, each side by its name; what would be a long list stands in the table. */
function effectWords(effect: ReleaseEffect): string {
  const { products, agreements, lines } = effect
  const [product] = products
  const what = [
    effect.releases_customer
      ? `the C3 customer ${effect.customer} from the ConnectWise company ${effect.company}`
      : '',
    agreements.length === 1 ? `the agreement ${agreements.join()}` : '',
    agreements.length > 1 ? `the agreements ${agreements.join(', ')}` : '',
    product && products.length === 1
      ? `the C3 product ${product.name} from the ConnectWise product ${product.item}`
      : '',
    products.length > 1 ? `the ${products.length} products below` : '',
  ]
  const stands =
    lines === 0
      ? 'No line of theirs stands in ConnectWise.'
      : `${counted(lines, 'line stands', 'lines stand')} in ConnectWise and ${lines === 1 ? 'goes' : 'go'} on billing there.`
  const [first, ...rest] = what.filter(Boolean)
  const along = rest.length > 0 ? `, and with it ${listed(rest)}` : ''
  return `This releases ${first}${along}. ${stands} Nothing is written to ConnectWise.`
}
