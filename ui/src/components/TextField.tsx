// A line (or some lines) of text. It hands out exactly what was typed; whether that is right is
// for the backend to say.
import { type Ref, useId } from 'react'
import { describedBy, Field, type FieldWords } from './Field'

export interface TextFieldProps extends FieldWords {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly onEnter?: () => void
  readonly placeholder?: string
  readonly type?: 'text' | 'url' | 'date' | 'search' | 'password'
  readonly name?: string
  /** How many lines; one when left out. */
  readonly lines?: number
  /** For keys and addresses: fixed-width type, no spelling marks. */
  readonly isCode?: boolean
  readonly isOptional?: boolean
  readonly isDisabled?: boolean
  /** While what was entered is under way: it can be read and keeps focus. */
  readonly isReadOnly?: boolean
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

export function TextField(props: TextFieldProps) {
  const id = useId()
  const { label, description, error, isOptional = false, lines = 1 } = props
  return (
    <Field id={id} label={label} description={description} error={error} isOptional={isOptional}>
      {lines > 1 ? <Lines {...props} id={id} lines={lines} /> : <Line {...props} id={id} />}
    </Field>
  )
}

function Line({
  id,
  ref,
  onChange,
  onEnter,
  isCode = false,
  type = 'text',
  ...props
}: TextFieldProps & { readonly id: string }) {
  return (
    <input
      ref={ref}
      id={id}
      className="Input"
      type={type}
      name={props.name}
      value={props.value}
      placeholder={props.placeholder}
      disabled={props.isDisabled}
      readOnly={props.isReadOnly}
      autoFocus={props.autoFocus}
      autoComplete="off"
      spellCheck={isCode ? false : undefined}
      data-mono={isCode ? '' : undefined}
      aria-invalid={props.error ? true : undefined}
      aria-describedby={describedBy(id, props)}
      onBlur={props.onBlur}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter?.()
      }}
    />
  )
}

function Lines({
  id,
  lines,
  onChange,
  ...props
}: TextFieldProps & { readonly id: string; readonly lines: number }) {
  return (
    <textarea
      id={id}
      className="Input"
      rows={lines}
      name={props.name}
      value={props.value}
      placeholder={props.placeholder}
      disabled={props.isDisabled}
      readOnly={props.isReadOnly}
      aria-invalid={props.error ? true : undefined}
      aria-describedby={describedBy(id, props)}
      onBlur={props.onBlur}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
