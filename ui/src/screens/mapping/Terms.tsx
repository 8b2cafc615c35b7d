// How Accord bills on one agreement: posting mode, first day, and which period the next invoice
// covers, beside its last invoices. What suits the agreement is said; the backend has the last word.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { Agreement, Choices } from '../../bindings'
import { Button } from '../../components/Button'
import { RadioChoice, type RadioOption } from '../../components/Choices'
import { FailureNotice } from '../../components/Notice'
import { SidePanel } from '../../components/SidePanel'
import { TextField } from '../../components/TextField'
import { toast } from '../../components/Toasts'
import { formatDay } from '../../format/time'
import { useWork } from '../../hooks/useWork'
import { Invoices } from './Invoices'
import { Overdue } from './Overdue'
import { NO_CHOICES } from './useDrafts'

export interface TermsProps {
  readonly customer: string
  readonly agreement: Agreement
  readonly isMapped: boolean
  /** Chosen for an agreement that is not mapped yet; saved with its mapping. */
  readonly draft: Choices
  readonly onDraft: (choices: Choices) => void
  readonly onClose: () => void
}

const MODES = ['dated', 'adjustment', 'single', 'quantity'] as const
type Mode = (typeof MODES)[number]
type Covers = 'holding' | 'before'

export function Terms({ customer, agreement, isMapped, draft, onDraft, onClose }: TermsProps) {
  const suiting: Mode = agreement.prorates ? 'dated' : 'adjustment'
  const [mode, setMode] = useState<Mode>(asMode(draft.mode ?? agreement.mode) ?? suiting)
  const [billFrom, setBillFrom] = useState(draft.bill_from ?? agreement.bill_from ?? '')
  const [covers, setCovers] = useState<Covers>(
    asCovers(draft.next_invoice_covers ?? agreement.next_invoice_covers) ?? 'holding',
  )
  const choices: Choices = {
    mode: mode === (asMode(agreement.mode) ?? suiting) ? null : mode,
    bill_from: billFrom === '' || billFrom === agreement.bill_from ? null : billFrom,
    next_invoice_covers: covers === (asCovers(agreement.next_invoice_covers) ?? 'holding') ? null : covers,
  }
  const isChanged = JSON.stringify(choices) !== JSON.stringify(isMapped ? NO_CHOICES : draft)
  const save = useWork(async () => {
    if (isMapped) {
      await backend.setAgreementTerms(customer, agreement.id, choices)
      toast({ title: `The terms of ${agreement.name} are saved` })
      announceChange()
    } else onDraft(choices)
    onClose()
  })
  const field = save.error?.field
  return (
    <SidePanel
      title="Agreement terms"
      subtitle={agreement.name}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" isDisabled={save.isBusy} onPress={onClose}>
            Cancel
          </Button>
          <Button
            look="primary"
            isPending={save.isBusy}
            isDisabled={!isChanged}
            onPress={() => void save.start()}
          >
            {isMapped ? 'Save terms' : 'Take over'}
          </Button>
        </>
      }
    >
      <div className="Stack" data-gap="l">
        {save.error && field !== 'bill_from' ? (
          <FailureNotice
            failure={save.error}
            title="The terms were not saved."
            written="Nothing was changed."
          />
        ) : null}
        <div className="Stack" data-gap="s">
          <p className="Muted">{prorationWords(agreement)}</p>
          <RadioChoice
            label="How changes inside a period are billed"
            value={mode}
            options={modeOptions(agreement.prorates, mode)}
            onChange={setMode}
          />
        </div>
        <FirstDay
          agreement={agreement}
          value={billFrom}
          error={field === 'bill_from' ? (save.error?.message ?? null) : null}
          onChange={setBillFrom}
        />
        <div className="Stack">
          <RadioChoice
            label="Which period the next invoice covers"
            value={covers}
            options={coversOptions(agreement)}
            onChange={setCovers}
          />
          <Overdue agreement={agreement} />
          <Invoices agreement={agreement} />
        </div>
      </div>
    </SidePanel>
  )
}

const asMode = (word: string | null): Mode | null => MODES.find((mode) => mode === word) ?? null
const asCovers = (word: string | null): Covers | null =>
  word === 'holding' || word === 'before' ? word : null

function prorationWords({ prorates }: Agreement): string {
  return prorates
    ? 'ConnectWise prorates additions by their dates on this agreement.'
    : 'ConnectWise does not prorate additions on this agreement.'
}

function modeOptions(prorates: boolean, chosen: Mode): ReadonlyArray<RadioOption<Mode>> {
  return [
    {
      value: 'dated',
      label: prorates ? 'Dated lines (suits this agreement)' : 'Dated lines',
      description: `A line for each stretch of the same quantity and price, with its true dates; ConnectWise works out the part of the period.${prorates ? '' : ' Here changes would be billed for whole periods.'}`,
      isDisabled: !prorates && chosen !== 'dated',
    },
    {
      value: 'adjustment',
      label: prorates ? 'Line and adjustment' : 'Line and adjustment (suits this agreement)',
      description: `A line for the whole period, and one more for each change inside it, whose amount Accord works out.${prorates ? ' Here changes would be prorated twice.' : ''}`,
      isDisabled: prorates && chosen !== 'adjustment',
    },
    {
      value: 'single',
      label: 'Single line',
      description: `One line for a period in which something changes, whose price is the period’s amount divided by its quantity; the full price comes back with the next period.${prorates ? ' Here changes would be prorated twice.' : ' With more than a hundred licences the amount may be off by cents.'}`,
      isDisabled: prorates && chosen !== 'single',
    },
    {
      value: 'quantity',
      label: 'Quantity only',
      description:
        'Nothing is prorated: a period bills what is there on its last day. What an invoice has covered is never put right.',
    },
  ]
}

function coversOptions({ next_invoice }: Agreement): ReadonlyArray<RadioOption<Covers>> {
  const date = next_invoice ? ` (${formatDay(next_invoice)})` : ''
  return [
    {
      value: 'holding',
      label: 'The period that its date falls in',
      description: `Billed in advance: the next invoice${date} is for the period that holds that day.`,
    },
    {
      value: 'before',
      label: 'The period before it',
      description: `Billed in arrears: the next invoice${date} is for the period that ended before that day.`,
    },
  ]
}

interface FirstDayProps {
  readonly agreement: Agreement
  readonly value: string
  readonly error: string | null
  readonly onChange: (value: string) => void
}

function FirstDay({ agreement, value, error, onChange }: FirstDayProps) {
  const { bill_start, bill_from } = agreement
  const isMoved = bill_from !== null && value !== bill_from
  const begins = bill_start ? ` The agreement bills from ${formatDay(bill_start)} on.` : ''
  return (
    <TextField
      label="First day that Accord bills"
      type="date"
      value={value}
      error={error}
      description={
        isMoved
          ? `What was billed for the days before the new first day is not counted any more.${begins}`
          : `${bill_from === null && value === '' ? 'None is chosen: it is settled with the first validation. ' : ''}Everything before it is left as it was invoiced.${begins}`
      }
      onChange={onChange}
    />
  )
}
