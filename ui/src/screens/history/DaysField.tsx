// The days of a filter: a button that says which, and under it the first and the last day with the
// spans that are asked for most.
import { CalendarDays } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { Button } from '../../components/Button'
import { formatDay } from '../../format/time'
import { dayIn, daysUntil } from './days'

export interface Days {
  readonly from: string | null
  readonly until: string | null
}

export interface DaysFieldProps extends Days {
  readonly onChange: (days: Partial<Days>) => void
}

export function DaysField({ from, until, onChange }: DaysFieldProps) {
  const isAny = from === null && until === null
  return (
    <DialogTrigger>
      <AriaButton
        className="Input Select-button Filters-days"
        aria-label={`Days: ${wordsOf({ from, until })}`}
      >
        <span className="Clip" data-placeholder={isAny ? '' : undefined}>
          {wordsOf({ from, until })}
        </span>
        <CalendarDays size={16} aria-hidden />
      </AriaButton>
      <Popover className="Popover DaysField" offset={4} placement="bottom end">
        <Dialog className="DaysField-body" aria-label="Days">
          {({ close }) => (
            <>
              <div className="DaysField-pair">
                <DayInput label="From" value={from} max={until} onChange={(day) => onChange({ from: day })} />
                <DayInput
                  label="Until"
                  value={until}
                  min={from}
                  onChange={(day) => onChange({ until: day })}
                />
              </div>
              <div className="Row">
                {spans().map(({ word, days }) => (
                  <Button
                    key={word}
                    size="s"
                    look="quiet"
                    onPress={() => {
                      onChange(days)
                      close()
                    }}
                  >
                    {word}
                  </Button>
                ))}
              </div>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function wordsOf({ from, until }: Days): string {
  if (from !== null && from === until) return formatDay(from)
  if (from !== null && until !== null) return `${formatDay(from)} – ${formatDay(until)}`
  if (from !== null) return `From ${formatDay(from)}`
  return until === null ? 'Any day' : `Until ${formatDay(until)}`
}

interface DayInputProps {
  readonly label: string
  readonly value: string | null
  readonly min?: string | null
  readonly max?: string | null
  readonly onChange: (day: string | null) => void
}

function DayInput({ label, value, min, max, onChange }: DayInputProps) {
  return (
    <label className="DaysField-day">
      <span className="Field-label">{label}</span>
      <input
        type="date"
        className="Input"
        data-empty={value === null ? '' : undefined}
        defaultValue={value ?? ''}
        min={min ?? '2000-01-01'}
        max={max ?? '2999-12-31'}
        onChange={({ target }) => {
          if (target.value === '' || target.validity.valid) onChange(target.value || null)
        }}
      />
    </label>
  )
}

interface Span {
  readonly word: string
  readonly days: Days
}

/** Whole months, and the days that C3 itself shows. */
function spans(): readonly Span[] {
  const today = dayIn(new Date().toISOString(), undefined)
  const first = `${today.slice(0, 8)}01`
  const before = daysUntil(first, 2)[0] ?? first
  return [
    { word: 'This month', days: { from: first, until: null } },
    { word: 'Last month', days: { from: `${before.slice(0, 8)}01`, until: before } },
    { word: 'Last 90 days', days: { from: daysUntil(today, 90)[0] ?? null, until: null } },
    { word: 'Any day', days: { from: null, until: null } },
  ]
}
