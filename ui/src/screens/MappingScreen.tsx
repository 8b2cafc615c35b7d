// Mapping: which C3 customer is which ConnectWise company, on which agreements and as which
// catalog items it is billed. It asks, shows and saves; every rule is the backend's.
import { Sparkles } from 'lucide-react'
import { useRef, useState } from 'react'
import type { SuggestScope } from '../bindings'
import { Button } from '../components/Button'
import type { ComboHandle } from '../components/ComboSearch'
import { Page } from '../components/Page'
import { useAsk } from '../hooks/useAsk'
import { keyNames, useKeys } from '../hooks/useKeys'
import { LeaveGuard } from '../shell/LeaveGuard'
import { useRouter } from '../shell/router'
import { Below } from './mapping/Below'
import { Chain } from './mapping/Chain'
import { findCustomer } from './mapping/find'
import { Messages } from './mapping/Messages'
import { ReleasePanel } from './mapping/ReleasePanel'
import { Terms } from './mapping/Terms'
import { type Mapping, useMapping } from './mapping/useMapping'
import { counted } from './mapping/words'
import { SuggestPage } from './suggest/SuggestPage'

export function MappingScreen() {
  const { params } = useRouter()
  const customer = useAsk(
    params.show === 'suggest' && params.customer ? `suggest/of/${params.customer}` : null,
    () => findCustomer(params.customer ?? '', null),
  )
  const scope = scopeOf(params)
  if (scope)
    return (
      <SuggestPage key={JSON.stringify(scope)} scope={scope} name={customer.data?.customer.name ?? null} />
    )
  return <MappingByHand />
}

/** The suggestions that the place asks for, if it asks for some. */
function scopeOf(params: Readonly<Record<string, string>>): SuggestScope | null {
  const { show, customer, agreement } = params
  if (show === 'unmapped') return { of: 'customers' }
  if (show !== 'suggest' || customer === undefined) return null
  return agreement === undefined
    ? { of: 'agreements', customer }
    : { of: 'products', customer, agreement: Number(agreement) }
}

function MappingByHand() {
  const mapping = useMapping()
  const [isReleasing, setReleasing] = useState(false)
  const [isTermsOpen, setTermsOpen] = useState(false)
  const companyField = useRef<ComboHandle>(null)
  const agreementField = useRef<ComboHandle>(null)
  const { customer, agreement, view, drafts } = mapping
  const save = () => mapping.saving.start()
  useKeys([
    {
      keys: 'mod+s',
      label: 'Save the mapping',
      group: 'Mapping',
      run: () => {
        if (mapping.canSave) void save()
      },
    },
  ])
  return (
    <>
      <Page
        title="Mapping"
        subtitle={subtitleOf(mapping)}
        actions={
          <Actions mapping={mapping} onRelease={() => setReleasing(true)} onSave={() => void save()} />
        }
      >
        <div className="Stack" data-gap="l">
          {isReleasing && customer && view ? (
            <ReleasePanel
              target={{ what: 'customer', customer: customer.id }}
              title={`Release the C3 customer ${customer.name} from the ConnectWise company ${view.company.name}?`}
              confirmLabel="Release Customer Mapping"
              done={`${customer.name} is released`}
              onDone={() => {
                setReleasing(false)
                setTimeout(() => companyField.current?.focus(), 100)
              }}
              onCancel={() => setReleasing(false)}
            />
          ) : null}
          <Chain mapping={mapping} companyField={companyField} agreementField={agreementField} />
          <Messages mapping={mapping} />
          <Below mapping={mapping} agreementField={agreementField} onTerms={() => setTermsOpen(true)} />
        </div>
      </Page>
      {isTermsOpen && customer && agreement ? (
        <Terms
          key={`${customer.id}/${agreement.id}`}
          customer={customer.id}
          agreement={agreement}
          isMapped={mapping.isAgreementMapped}
          draft={drafts.choices}
          onDraft={drafts.setChoices}
          onClose={() => setTermsOpen(false)}
        />
      ) : null}
      <LeaveGuard isUnsaved={mapping.isUnsaved} title={leaveTitle(mapping)} onSave={save}>
        What is chosen and not saved would be lost. Nothing of it is in Accord or in ConnectWise yet.
      </LeaveGuard>
    </>
  )
}

function subtitleOf({ drafts, customer, view }: Mapping): string {
  if (drafts.unsaved > 0) return `${counted(drafts.unsaved, 'row is', 'rows are')} not saved`
  if (!customer) return 'What belongs together in C3 and ConnectWise'
  if (!view) return `${customer.name} is not mapped yet`
  const products = view.agreements.reduce((sum, one) => sum + one.products.length, 0)
  return `${counted(view.agreements.length, 'agreement', 'agreements')}, ${counted(products, 'product', 'products')} mapped`
}

function leaveTitle({ drafts }: Mapping): string {
  return drafts.unsaved > 0
    ? `Leave with ${counted(drafts.unsaved, 'unsaved row', 'unsaved rows')}?`
    : 'Leave with unsaved terms?'
}

/** To what is suggested for what is in sight: customers, a customer's agreements, or products. */
function SuggestButton({
  mapping: { customer, view, agreement, isAgreementMapped },
}: {
  readonly mapping: Mapping
}) {
  const { navigate } = useRouter()
  if (customer && !view) return null
  const of = customer ? { customer: customer.id, show: 'suggest' } : { show: 'unmapped' }
  const way = agreement && isAgreementMapped ? { ...of, agreement: agreement.id } : of
  return (
    <Button icon={Sparkles} onPress={() => void navigate('mapping', way)}>
      Suggestions
    </Button>
  )
}

interface ActionsProps {
  readonly mapping: Mapping
  readonly onRelease: () => void
  readonly onSave: () => void
}

function Actions({ mapping, onRelease, onSave }: ActionsProps) {
  return (
    <>
      <SuggestButton mapping={mapping} />
      {mapping.view ? (
        <Button look="release" onPress={onRelease}>
          Release Customer Mapping
        </Button>
      ) : null}
      {mapping.customer ? (
        <span title={keyNames('mod+s').join('+')}>
          <Button
            look="primary"
            isPending={mapping.saving.isBusy}
            isDisabled={!mapping.canSave}
            onPress={onSave}
          >
            Save mapping
          </Button>
        </span>
      ) : null}
    </>
  )
}
