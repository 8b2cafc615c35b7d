// What stands under the chain: the agreements of a mapped customer one at a time, each with its
// products; before that, what to choose next.
import { ArrowLeftRight, Plus } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import type { Agreement } from '../../bindings'
import { Button } from '../../components/Button'
import type { ComboHandle } from '../../components/ComboSearch'
import { EmptyState } from '../../components/EmptyState'
import { Tabs } from '../../components/Tabs'
import { useRouter } from '../../shell/router'
import { AgreementPart } from './AgreementPart'
import { NothingChosen } from './NothingChosen'
import type { Mapping } from './useMapping'
import { useWanted } from './useWanted'

export interface BelowProps {
  readonly mapping: Mapping
  readonly agreementField: RefObject<ComboHandle | null>
  readonly onTerms: () => void
}

export function Below({ mapping, agreementField, onTerms }: BelowProps) {
  const { customer, company, agreement, view, found } = mapping
  const wanted = useWanted(customer?.id ?? null, mapping.products.data)
  const termsButton = useRef<HTMLButtonElement>(null)
  useArrival(agreement, termsButton)
  const { params } = useRouter()
  if (!params.customer) return <NothingChosen />
  if (found.data === null) {
    return (
      <EmptyState icon={ArrowLeftRight} title="This customer is not in C3 any more">
        Choose another one above. What was uploaded for it stays on record.
      </EmptyState>
    )
  }
  if (!customer) return found.isSlow ? <p className="Faint">Reading the customer…</p> : null
  if (!agreement) {
    return (
      <EmptyState
        icon={ArrowLeftRight}
        title={company ? 'Choose an agreement' : 'Choose an external customer'}
      >
        {company
          ? `${customer.name}’s products are listed then, those of the agreement’s billing cycle.`
          : `It is the ConnectWise company that is billed for ${customer.name}.`}
      </EmptyState>
    )
  }
  const others = tabs(mapping, agreement)
  const add = () => agreementField.current?.open()
  const part = (
    <AgreementPart
      key={`${customer.id}/${agreement.id}`}
      mapping={mapping}
      agreement={agreement}
      termsButton={termsButton}
      onTerms={onTerms}
      onReleased={() => setTimeout(() => agreementField.current?.focus(), 100)}
      onAdd={view && others.length === 1 ? add : null}
      wanted={wanted}
    />
  )
  if (others.length === 1) return part
  return (
    <div className="Agreements">
      <Tabs
        label={`Agreements of ${customer.name}`}
        selected={String(agreement.id)}
        onSelect={(id) => mapping.chooseAgreement(Number(id))}
        items={others.map((one) => ({
          ...one,
          content: one.id === String(agreement.id) ? part : null,
        }))}
      />
      <div className="Agreements-add">
        <Button size="s" look="quiet" icon={Plus} onPress={add}>
          Add an agreement
        </Button>
      </div>
    </div>
  )
}

/** The mapped agreements, and the one that is about to be. */
function tabs({ view, isAgreementMapped }: Mapping, agreement: Agreement) {
  const mapped = (view?.agreements ?? []).map((one) => ({
    id: String(one.agreement.id),
    label: one.agreement.name,
    count: String(one.products.length),
  }))
  const added = { id: String(agreement.id), label: agreement.name, count: 'not saved' }
  return isAgreementMapped ? mapped : [...mapped, added]
}

/** Whoever was led here to an agreement, and to nothing below it, finds focus at its terms. */
function useArrival(agreement: Agreement | null, termsButton: RefObject<HTMLButtonElement | null>): void {
  const { params } = useRouter()
  const led = useRef(params.agreement && !params.product && !params.subscription ? params.agreement : null)
  useEffect(() => {
    if (agreement === null || String(agreement.id) !== led.current) return
    led.current = null
    termsButton.current?.focus()
  }, [agreement, termsButton])
}
