// Yes-or-no and one-of-a-few choices: checkbox, switch, radio. Native controls underneath, so
// that keys and readers work as everywhere else.
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { describedBy, FieldHelp, type FieldWords } from './Field'

export interface CheckboxFieldProps extends FieldWords {
  readonly isChecked: boolean
  /** Some but not all of what it stands for. */
  readonly isMixed?: boolean
  readonly isDisabled?: boolean
  readonly onChange: (isChecked: boolean) => void
}

export function CheckboxField({
  isChecked,
  isMixed = false,
  isDisabled = false,
  onChange,
  ...words
}: CheckboxFieldProps) {
  const id = useId()
  return (
    <div className="Choice">
      <Tick
        id={id}
        isChecked={isChecked}
        isMixed={isMixed}
        isDisabled={isDisabled}
        describedBy={describedBy(id, words)}
        onChange={onChange}
      />
      <label className="Choice-label" htmlFor={id}>
        {words.label}
      </label>
      <FieldHelp id={id} {...words} />
    </div>
  )
}

export interface TickProps {
  readonly id?: string
  /** For a tick without a label of its own, as in a table's row. */
  readonly name?: string
  readonly describedBy?: string | undefined
  readonly isChecked: boolean
  readonly isMixed?: boolean
  readonly isDisabled?: boolean
  readonly isOutOfTabOrder?: boolean
  readonly onChange: (isChecked: boolean) => void
}

/** The bare box. */
export function Tick({
  id,
  name,
  isChecked,
  isMixed = false,
  isDisabled = false,
  onChange,
  ...rest
}: TickProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = isMixed
  }, [isMixed])
  return (
    <input
      ref={box}
      id={id}
      type="checkbox"
      className="Choice-input"
      aria-label={name}
      aria-describedby={rest.describedBy}
      tabIndex={rest.isOutOfTabOrder ? -1 : undefined}
      checked={isChecked}
      disabled={isDisabled}
      onChange={(event) => onChange(event.target.checked)}
    />
  )
}

export interface SwitchFieldProps extends FieldWords {
  readonly isOn: boolean
  readonly isDisabled?: boolean
  readonly onChange: (isOn: boolean) => void
}

export function SwitchField({ isOn, isDisabled = false, onChange, ...words }: SwitchFieldProps) {
  const id = useId()
  return (
    <div className="Choice">
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        className="Switch-input"
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={describedBy(id, words)}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label className="Choice-label" htmlFor={id}>
        {words.label}
      </label>
      <FieldHelp id={id} {...words} />
    </div>
  )
}

export interface RadioOption<V extends string> {
  readonly value: V
  readonly label: string
  readonly description?: ReactNode
  readonly isDisabled?: boolean
}

export interface RadioChoiceProps<V extends string> extends FieldWords {
  readonly value: V | null
  readonly options: ReadonlyArray<RadioOption<V>>
  readonly onChange: (value: V) => void
  readonly isDisabled?: boolean
}

export function RadioChoice<V extends string>({
  value,
  options,
  onChange,
  isDisabled = false,
  ...words
}: RadioChoiceProps<V>) {
  const id = useId()
  return (
    <fieldset className="Choices" disabled={isDisabled} aria-describedby={describedBy(id, words)}>
      <legend className="Field-label">{words.label}</legend>
      {options.map((option) => (
        <RadioLine
          key={option.value}
          group={id}
          option={option}
          isChosen={option.value === value}
          onChange={onChange}
        />
      ))}
      <FieldHelp id={id} {...words} />
    </fieldset>
  )
}

interface RadioLineProps<V extends string> {
  readonly group: string
  readonly option: RadioOption<V>
  readonly isChosen: boolean
  readonly onChange: (value: V) => void
}

function RadioLine<V extends string>({ group, option, isChosen, onChange }: RadioLineProps<V>) {
  const id = useId()
  return (
    <div className="Choice">
      <input
        id={id}
        type="radio"
        className="Choice-input"
        name={group}
        checked={isChosen}
        disabled={option.isDisabled}
        aria-describedby={option.description ? `${id}-help` : undefined}
        onChange={() => onChange(option.value)}
      />
      <label className="Choice-label" htmlFor={id}>
        {option.label}
      </label>
      <FieldHelp id={id} label={option.label} description={option.description} />
    </div>
  )
}
