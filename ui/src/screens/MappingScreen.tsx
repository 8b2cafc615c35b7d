// Mapping: which C3 customer is which ConnectWise company, on which agreements and as which
// catalog items it is billed. It asks, shows and saves; every rule is the backend's.
import { useRef, useState } from 'react'
import { Button } from '../components/Button'
import type { ComboHandle } from '../components/ComboSearch'
import { Page } from '../components/Page'
import { keyNames, useKeys } from '../hooks/useKeys'
import { LeaveGuard } from '../shell/LeaveGuard'
import { Below } from './mapping/Below'
import { Chain } from './mapping/Chain'
import { Messages } from './mapping/Messages'
import { ReleasePanel } from './mapping/ReleasePanel'
import { Terms } from './mapping/Terms'
import { type Mapping, useMapping } from './mapping/useMapping'
import { counted } from './mapping/words'

export function MappingScreen() {
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
              title={`Release ${customer.name} from ${view.company.name}, with all its agreements and products?`}
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

interface ActionsProps {
  readonly mapping: Mapping
  readonly onRelease: () => void
  readonly onSave: () => void
}

function Actions({ mapping, onRelease, onSave }: ActionsProps) {
  return (
    <>
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
