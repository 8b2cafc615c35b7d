// The word that a finding waits for, in place: what becomes of a possible duplicate, or whose values
// an edited line keeps. Each choice says its effect; nothing is written until the next upload.
import { useEffect, useRef, useState } from 'react'
import { backend } from '../../backend'
import type { DuplicateWord, Subscription } from '../../bindings'
import { RadioChoice, type RadioOption } from '../../components/Choices'
import { showRow } from '../../components/InSight'
import { FailureNotice } from '../../components/Notice'
import { SelectField } from '../../components/SelectField'
import { formatDecimal } from '../../format/decimal'
import { useAsk } from '../../hooks/useAsk'
import { useFocusReturn } from '../../hooks/useFocusReturn'
import { useWork } from '../../hooks/useWork'
import { DecideLine } from './DecideLine'
import { type DecideProps, noteDecision } from './decisions'
import { SaveDecision } from './SaveDecision'

export function Decide(props: DecideProps) {
  const panel = useRef<HTMLDivElement>(null)
  useFocusReturn(panel)
  useEffect(() => {
    showRow(panel.current, 'start')
  }, [])
  return (
    <div
      ref={panel}
      className="Decide"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) props.onDone()
      }}
    >
      {props.finding.mending === 'duplicate' ? <DecideDuplicate {...props} /> : <DecideLine {...props} />}
    </div>
  )
}

type Duplicate = DuplicateWord['word']

const DUPLICATE: ReadonlyArray<RadioOption<Duplicate>> = [
  {
    value: 'leave',
    label: 'Leave it',
    description:
      'It is something else. It stays as it is and goes on being billed beside Accord’s own lines.',
  },
  {
    value: 'end',
    label: 'End it',
    description: 'It ends the day before the first day that no invoice covers. What was invoiced stays.',
  },
  {
    value: 'adopt',
    label: 'Adopt it',
    description:
      'It becomes the line of one subscription. From the first day that no invoice covers, its quantity and price follow C3.',
  },
]

const DECIDED: Readonly<Record<Duplicate, string>> = {
  adopt: 'Adopt',
  end: 'End',
  leave: 'Leave',
}

function DecideDuplicate({ job, finding, onDone }: DecideProps) {
  const [word, setWord] = useState<Duplicate | null>(null)
  const [subscription, setSubscription] = useState<string | null>(finding.subscription)
  const save = useWork(async (decision: DuplicateWord) => {
    await backend.decideDuplicate(finding.agreement ?? 0, finding.addition ?? 0, decision)
    noteDecision(job, finding, DECIDED[decision.word])
    onDone()
  })
  const decision: DuplicateWord | null =
    word === 'adopt' ? (subscription === null ? null : { word, subscription }) : word && { word }
  return (
    <>
      <RadioChoice label="What is this addition?" value={word} options={DUPLICATE} onChange={setWord} />
      {word === 'adopt' ? (
        <SubscriptionField customer={finding.customer} value={subscription} onChange={setSubscription} />
      ) : null}
      <SaveDecision work={save} onSave={decision === null ? undefined : () => void save.start(decision)} />
    </>
  )
}

interface SubscriptionFieldProps {
  readonly customer: string
  readonly value: string | null
  readonly onChange: (subscription: string) => void
}

function SubscriptionField({ customer, value, onChange }: SubscriptionFieldProps) {
  const { data, error, reload } = useAsk(`subscriptions ${customer}`, () => backend.subscriptionsOf(customer))
  if (error && !data) {
    return <FailureNotice failure={error} title="The subscriptions could not be read." onRetry={reload} />
  }
  const options = (data ?? []).map((one) => ({
    value: one.id,
    label: one.product,
    description: subscriptionFacts(one),
  }))
  return (
    <div className="Decide-subscription">
      <SelectField
        label="Subscription"
        value={options.some((option) => option.value === value) ? value : null}
        options={options}
        placeholder="Choose the subscription that it bills"
        onChange={onChange}
      />
    </div>
  )
}

function subscriptionFacts({ quantity, unit_price, billing_cycle, status }: Subscription): string {
  const price = unit_price === null ? '' : ` × ${formatDecimal(unit_price, { fraction: 2 })}`
  const amount = quantity === null ? '' : `${formatDecimal(quantity)}${price}`
  return [amount, billing_cycle, status].filter(Boolean).join(' · ')
}
