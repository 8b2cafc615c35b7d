// Automatic runs: when, whether one may upload and up to what. Off until somebody says otherwise.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { AutomaticSettings, AutomaticView, Period } from '../../bindings'
import { Button } from '../../components/Button'
import { CheckboxField } from '../../components/Choices'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { SelectField } from '../../components/SelectField'
import { Skeleton } from '../../components/Skeleton'
import { TextField } from '../../components/TextField'
import { formatInstant, formatTime, timeIn } from '../../format/time'
import { useAsk } from '../../hooks/useAsk'
import { useWork } from '../../hooks/useWork'
import { SchedulerLines } from './SchedulerLines'

const PERIODS: ReadonlyArray<{ readonly value: Period; readonly label: string }> = [
  { value: 'day', label: 'Every day' },
  { value: 'week', label: 'Every week' },
  { value: 'month', label: 'Every month' },
]

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(
  (value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }),
)

const MONTH_DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1)).map((value) => ({
  value,
  label: Number(value) > 28 ? `${value}, or the last day` : value,
}))

export function AutomaticSection({ isPractice }: { readonly isPractice: boolean }) {
  const { data, error, isSlow, reload } = useAsk('automatic', () => backend.automatic())
  return (
    <>
      <Section
        title="Automatic runs"
        description="A run reads both systems and validates all mapped customers. It uploads only if you allow it below and nothing exceeds your limits; otherwise it leaves a notice that something waits for you."
      >
        <div className="Stack Fit">
          {isPractice ? (
            <Notice
              kind="info"
              title="In practice mode nothing runs by itself. These are practice settings."
            />
          ) : null}
          {error ? (
            <FailureNotice
              failure={error}
              title="How automatic runs are set could not be read."
              onRetry={reload}
            />
          ) : null}
          {!data && isSlow ? <Skeleton label="Reading how automatic runs are set" rows={5} /> : null}
          {data ? <Form view={data} /> : null}
        </div>
      </Section>
      {data ? (
        <Section
          title="While Accord is closed"
          description="Accord runs by itself only while its window is open. To run at other times, give your system’s own scheduler this line. It keeps to the same limits; the line holds the days and the time above as they were saved. A run that finds the window open leaves the work to it."
        >
          <SchedulerLines lines={data.lines} system={data.system} />
        </Section>
      ) : null}
    </>
  )
}

function Form({ view }: { readonly view: AutomaticView }) {
  const [set, setSet] = useState(view.settings)
  const [isSaved, setSaved] = useState(false)
  const alter = (part: Partial<AutomaticSettings>) => {
    setSaved(false)
    setSet({ ...set, ...part })
  }
  const saving = useWork(async () => {
    await backend.setAutomatic(set)
    setSaved(true)
    announceChange()
  })
  const wrong = (field: string) => (saving.error?.field === field ? saving.error.message : null)
  return (
    <form
      className="Stack"
      onSubmit={(event) => {
        event.preventDefault()
        void saving.start()
      }}
    >
      <CheckboxField
        label="Run by itself while Accord is open"
        description={
          view.next ? `Next: ${formatInstant(view.next)}` : 'Off. Nothing runs unless you start it.'
        }
        isChecked={set.is_on}
        onChange={(is_on) => alter({ is_on })}
      />
      <When set={set} alter={alter} wrong={wrong} />
      <CheckboxField
        label="A run may upload without me"
        description={
          set.may_upload
            ? 'On, it uploads what stays within the limits below.'
            : 'Off, it only looks, and says what waits.'
        }
        isChecked={set.may_upload}
        onChange={(may_upload) => alter({ may_upload })}
      />
      {set.may_upload ? <Limits set={set} alter={alter} wrong={wrong} /> : null}
      {saving.error && !saving.error.field ? (
        <FailureNotice failure={saving.error} title="This could not be saved." />
      ) : null}
      <div className="Row">
        <Button type="submit" look="primary" isPending={saving.isBusy}>
          Save
        </Button>
        <span className="Faint" role="status">
          {isSaved ? 'Saved' : ''}
        </span>
      </div>
    </form>
  )
}

interface PartProps {
  readonly set: AutomaticSettings
  readonly alter: (part: Partial<AutomaticSettings>) => void
  readonly wrong: (field: string) => string | null
}

function When({ set, alter, wrong }: PartProps) {
  return (
    <div className="Automatic-when">
      <SelectField
        label="How often"
        value={set.every}
        options={PERIODS}
        onChange={(every) => alter({ every })}
      />
      {set.every === 'week' ? (
        <SelectField
          label="On"
          value={set.weekday}
          options={WEEKDAYS}
          onChange={(weekday) => alter({ weekday })}
        />
      ) : null}
      {set.every === 'month' ? (
        <SelectField
          label="On day"
          value={String(set.month_day)}
          options={MONTH_DAYS}
          onChange={(day) => alter({ month_day: Number(day) })}
        />
      ) : null}
      <TimeField at={set.at} error={wrong('at')} onChange={(at) => alter({ at })} />
    </div>
  )
}

interface TimeFieldProps {
  /** `06:30` */
  readonly at: string
  readonly error: string | null
  readonly onChange: (at: string) => void
}

/** A time of day as this computer writes it, and as it is typed until the field is left. */
function TimeField({ at, error, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextField
      label="At"
      value={typed ?? formatTime(at)}
      error={error}
      placeholder={formatTime('08:00')}
      onBlur={() => setTyped(null)}
      onChange={(text) => {
        setTyped(text)
        onChange(timeIn(text) ?? text)
      }}
    />
  )
}

/** Digits alone; whatever else is typed is left out. */
const count = (text: string) => Number(text.replace(/\D/g, '').slice(0, 6))

function Limits({ set, alter, wrong }: PartProps) {
  return (
    <fieldset className="Automatic-limits">
      <legend>It waits for me when</legend>
      <TextField
        label="The changes come to more than"
        description="In the agreements’ own currency; where there are several, each counts by itself. All lines together, ups and downs without regard to sign."
        value={set.most_amount}
        error={wrong('most_amount')}
        onChange={(most_amount) => alter({ most_amount })}
      />
      <TextField
        label="It would write more lines than"
        value={String(set.most_lines)}
        onChange={(text) => alter({ most_lines: count(text) })}
      />
      <TextField
        label="More lines would be billed for the first time than"
        description="Lines of subscriptions that this Accord never billed before. 0: any of them waits."
        value={String(set.most_first_time)}
        onChange={(text) => alter({ most_first_time: count(text) })}
      />
      <p className="Faint">
        It also waits for every error, for warnings that ask for a look, and for an upload that was cut off.
      </p>
    </fieldset>
  )
}
