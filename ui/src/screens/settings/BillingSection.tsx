// Billing: in which zone days count, what a suspended subscription bills, rounding, where the
// reference stands, and the text of a line. Saving writes nothing to ConnectWise.
import { Button } from '../../components/Button'
import { RadioChoice } from '../../components/Choices'
import { Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { TextField } from '../../components/TextField'
import { toast } from '../../components/Toasts'
import { LeaveGuard } from '../../shell/LeaveGuard'
import { LineTextField } from './LineTextField'
import { TimeZoneField } from './TimeZoneField'
import { type BillingForm, captionOf, referenceOf, type Texts, useBillingForm } from './useBillingForm'

export function BillingSection({ billing }: { readonly billing: Texts }) {
  const form = useBillingForm(billing)
  const isUnsaved = form.changed.length > 0
  const save = async () => {
    const isDone = await form.save()
    if (isDone) toast({ title: 'Billing settings saved', text: 'They count from the next validation on.' })
    return isDone
  }
  return (
    <Section
      title="How lines are billed"
      description="These hold for all customers and count from the next validation on. Saving writes nothing to ConnectWise."
    >
      <form
        className="Form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isUnsaved) void save()
        }}
      >
        <TimeZoneField
          label="Billing time zone"
          description="A change made near midnight counts on the day that it is in this zone."
          value={form.textOf('billing-time-zone')}
          error={form.refused['billing-time-zone']?.message}
          onChange={(zone) => form.change('billing-time-zone', zone)}
        />
        <SuspendedChoice form={form} />
        <RoundingChoice form={form} />
        <ReferenceChoice form={form} />
        <LineTextField
          value={form.textOf('line-text')}
          error={form.refused['line-text']?.message ?? null}
          onChange={(template) => form.change('line-text', template)}
        />
        <div className="Row">
          <Button type="submit" look="primary" isPending={form.isBusy} isDisabled={!isUnsaved}>
            Save
          </Button>
          {isUnsaved ? (
            <Button look="quiet" isDisabled={form.isBusy} onPress={form.discard}>
              Discard changes
            </Button>
          ) : null}
        </div>
        <LeaveGuard isUnsaved={isUnsaved} title="Leave without saving the billing settings?" onSave={save}>
          What you changed is not saved yet.
        </LeaveGuard>
      </form>
    </Section>
  )
}

interface PartProps {
  readonly form: BillingForm
}

function SuspendedChoice({ form }: PartProps) {
  return (
    <RadioChoice
      label="A suspended subscription"
      value={form.textOf('suspended')}
      error={form.refused.suspended?.message}
      options={[
        { value: 'bills', label: 'Goes on being billed', description: 'As Microsoft bills it to you.' },
        {
          value: 'stops',
          label: 'Is not billed',
          description: 'From the day of its suspension until it is active again.',
        },
      ]}
      onChange={(word) => form.change('suspended', word)}
    />
  )
}

function RoundingChoice({ form }: PartProps) {
  return (
    <RadioChoice
      label="A part of a period is rounded to cents"
      value={form.textOf('rounding')}
      error={form.refused.rounding?.message}
      options={[
        {
          value: 'per-line',
          label: 'Once for each line',
          description: 'Quantity times price, then rounded.',
        },
        {
          value: 'per-unit',
          label: 'For each unit',
          description:
            'The price of one is rounded first, then multiplied, as ConnectWise’s own prorated bills are.',
        },
      ]}
      onChange={(word) => form.change('rounding', word)}
    />
  )
}

function ReferenceChoice({ form }: PartProps) {
  const caption = captionOf(form.textOf('reference-field'))
  return (
    <div className="Stack" data-gap="s">
      <RadioChoice
        label="Where Accord writes its reference on an addition"
        description="By its reference Accord finds its lines again."
        value={caption === null ? 'serial' : 'custom'}
        options={[
          { value: 'serial', label: 'Serial number' },
          { value: 'custom', label: 'A custom field of additions, of the type Text' },
        ]}
        onChange={(where) =>
          form.change('reference-field', referenceOf(where === 'serial' ? null : (caption ?? '')))
        }
      />
      {caption === null ? (
        <Notice kind="warning" title="An invoice may print the serial number.">
          Look at one of your invoice templates. Where it prints serial numbers, create a custom field for
          additions in ConnectWise and choose it here.
        </Notice>
      ) : (
        <TextField
          label="Caption of the custom field"
          description="Exactly as it stands in ConnectWise."
          value={caption}
          error={form.refused['reference-field']?.message}
          onChange={(text) => form.change('reference-field', referenceOf(text))}
        />
      )}
    </div>
  )
}
