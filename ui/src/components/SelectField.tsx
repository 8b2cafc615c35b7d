// A choice among few that are all known. For many, or for what the backend finds, see ComboSearch.
import { Check, ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { FieldHelp, type FieldWords } from './Field'
import './Popover.css'

export interface SelectOption<V extends string> {
  readonly value: V
  readonly label: string
  readonly description?: string
  readonly isDisabled?: boolean
}

export interface SelectFieldProps<V extends string> extends FieldWords {
  readonly value: V | null
  readonly options: ReadonlyArray<SelectOption<V>>
  readonly onChange: (value: V) => void
  readonly placeholder?: string
  readonly isDisabled?: boolean
  /** The label is read out but not shown, as in a row of filters. */
  readonly isCompact?: boolean
}

export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  const {
    label,
    description,
    error,
    value,
    options,
    onChange,
    placeholder = 'Choose',
    isCompact = false,
  } = props
  const id = useId()
  const labelId = `${id}-label`
  const byId = `${error ? `${id}-error ` : ''}${description ? `${id}-help` : ''}`.trim()
  return (
    <Select
      className="Field"
      value={value}
      placeholder={placeholder}
      isDisabled={props.isDisabled === true}
      isInvalid={Boolean(error)}
      aria-labelledby={labelId}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onChange(chosen.value)
      }}
    >
      <span id={labelId} className={isCompact ? 'Hidden' : 'Field-label'}>
        {label}
      </span>
      <Button className="Input Select-button" {...(byId ? { 'aria-describedby': byId } : {})}>
        <SelectValue className="Clip">{({ selectedText }) => selectedText || placeholder}</SelectValue>
        <ChevronDown size={16} aria-hidden />
      </Button>
      <FieldHelp id={id} label={label} description={description} error={error} />
      <Popover className="Popover" offset={4}>
        <ListBox className="Popover-list" items={options}>
          {(option) => (
            <ListBoxItem
              id={option.value}
              textValue={option.label}
              className="Option"
              isDisabled={option.isDisabled === true}
            >
              {({ isSelected }) => <OptionFace option={option} isSelected={isSelected} />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}

function OptionFace({
  option,
  isSelected,
}: {
  readonly option: SelectOption<string>
  readonly isSelected: boolean
}) {
  return (
    <>
      <span className="Option-check">{isSelected ? <Check size={16} aria-hidden /> : null}</span>
      <span className="Option-text">
        <span>{option.label}</span>
        {option.description ? <span className="Option-secondary">{option.description}</span> : null}
      </span>
    </>
  )
}
