// One agreement of the customer: what it is, its terms, its release, and its products.
import { Hand, ListChecks, Plus, SlidersHorizontal } from 'lucide-react'
import { type RefObject, useState } from 'react'
import type { Agreement } from '../../bindings'
import { Button } from '../../components/Button'
import { FailureNotice, Notice } from '../../components/Notice'
import { formatDay } from '../../format/time'
import { inWords } from '../../format/words'
import { useRouter } from '../../shell/router'
import { AgreementTags } from './Chain'
import { Overdue } from './Overdue'
import { Products } from './Products'
import { ReleasePanel } from './ReleasePanel'
import type { Mapping } from './useMapping'
import type { Wanted } from './useWanted'
import { standingOf } from './words'

export interface AgreementPartProps {
  readonly mapping: Mapping
  readonly agreement: Agreement
  readonly termsButton: RefObject<HTMLButtonElement | null>
  readonly onTerms: () => void
  readonly onReleased: () => void
  /** Present where it is the only agreement, and so has no tab beside which it could stand. */
  readonly onAdd: (() => void) | null
  readonly wanted: Wanted
}

export function AgreementPart(props: AgreementPartProps) {
  const { mapping, agreement, termsButton, onTerms, onReleased, onAdd } = props
  const [isReleasing, setReleasing] = useState(false)
  const { customer, isAgreementMapped } = mapping
  const router = useRouter()
  return (
    <section className="Stack" data-gap="s" aria-label={`Products on ${agreement.name}`}>
      <header className="Agreement-head">
        <div className="Agreement-title">
          <h2>4. Products</h2>
          <p className="Row">
            <span>{agreement.name}</span>
            <AgreementTags agreement={agreement} isMapped={isAgreementMapped} />
            {agreement.bill_from ? (
              <span className="Faint">Billed by Accord from {formatDay(agreement.bill_from)} on</span>
            ) : null}
          </p>
        </div>
        <div className="Row">
          {onAdd ? (
            <Button look="quiet" icon={Plus} onPress={onAdd}>
              Add an agreement
            </Button>
          ) : null}
          <Button ref={termsButton} icon={SlidersHorizontal} onPress={onTerms}>
            Terms…
          </Button>
          {isAgreementMapped ? (
            <Button icon={Hand} onPress={() => void router.navigate('upload', { takeOver: agreement.id })}>
              Take over
            </Button>
          ) : null}
          {isAgreementMapped ? (
            <Button look="release" onPress={() => setReleasing(true)}>
              Release Agreement Mapping
            </Button>
          ) : null}
        </div>
      </header>
      <Overdue agreement={agreement} />
      {isReleasing && customer ? (
        <ReleasePanel
          target={{ what: 'agreement', customer: customer.id, agreement: agreement.id }}
          title={`Release the ConnectWise agreement ${agreement.name} and its products from the C3 customer ${customer.name}?`}
          confirmLabel="Release Agreement Mapping"
          done={`${agreement.name} is released`}
          onDone={() => {
            setReleasing(false)
            onReleased()
          }}
          onCancel={() => setReleasing(false)}
        />
      ) : null}
      {isAgreementMapped && !agreement.selectable ? (
        <Notice kind="warning" title={inWords(agreement.reason ?? 'This agreement cannot be billed now')}>
          {customer?.name} cannot be validated with it. Mend it in ConnectWise and refresh, or release the
          agreement mapping.
        </Notice>
      ) : null}
      <ProductsPart {...props} />
    </section>
  )
}

function ProductsPart({ mapping, wanted }: AgreementPartProps) {
  const { products, drafts, agreement } = mapping
  const isOpen = products.data?.some((product) => standingOf(product, agreement?.id ?? null) === 'open')
  return (
    <>
      {products.error ? (
        <FailureNotice
          failure={products.error}
          title="The products could not be read."
          onRetry={products.reload}
        />
      ) : null}
      {products.data ? (
        <Products mapping={mapping} products={products.data} wanted={wanted} />
      ) : products.isSlow ? (
        <p className="Faint">Reading the products…</p>
      ) : null}
      {isOpen || drafts.unsaved > 0 ? (
        <p className="Products-hint">
          <ListChecks size={14} aria-hidden />
          {drafts.unsaved > 0
            ? 'Marked rows are not saved yet.'
            : 'Type in a row to search. Enter takes and goes on to the next row; the arrow keys go up and down.'}
        </p>
      ) : null}
    </>
  )
}
