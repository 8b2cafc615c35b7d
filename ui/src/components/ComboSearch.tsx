// A searchable dropdown over any number of entries. The backend searches; this shows its answer,
// keeps the last search, and keeps what cannot be chosen in sight with its reason. Tab and Esc
// leave without taking anything.
import { ChevronDown, X } from 'lucide-react'
import { type ReactNode, type Ref, useId, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import type { Found } from '../hooks/useSearchList'
import { ComboList } from './ComboList'
import { describedBy, FieldHelp, type FieldWords } from './Field'
import { type Combo, type ComboOption, useCombo } from './useCombo'
import './ComboSearch.css'

export type { ComboOption } from './useCombo'

export interface ComboHandle {
  /** Gives it focus without opening it. */
  focus(): void
  open(): void
}

export interface ComboSearchProps<T> extends FieldWords {
  readonly value: T | null
  /** Called once for each text; must answer at most 50 rows and how many match in all. */
  readonly search: (text: string) => Promise<Found<T>>
  readonly option: (row: T) => ComboOption
  readonly onChoose: (row: T) => void
  /** Shows a cross that empties the field. */
  readonly onClear?: () => void
  readonly placeholder?: string
  /** Keeps the last search under this name even when the screen is left. */
  readonly memory?: string
  readonly isDisabled?: boolean
  /** In a table's cell: the label is read out but not shown, and there is no second line. */
  readonly isCompact?: boolean
  /** Chosen but not saved yet. */
  readonly isUnsaved?: boolean
  /** Stands under the list, for what is found nowhere ("Create it in ConnectWise first"). */
  readonly hint?: ReactNode
  readonly ref?: Ref<ComboHandle>
}

export function ComboSearch<T>(props: ComboSearchProps<T>) {
  const { label, description, error, isCompact = false, onClear, ref } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const field = useRef<HTMLDivElement>(null)
  const combo = useCombo(props)
  const chosen = props.value === null ? null : props.option(props.value)

  useImperativeHandle(ref, () => ({
    focus: () => input.current?.focus(),
    open: () => {
      input.current?.focus()
      combo.open()
    },
  }))
  useLayoutEffect(() => {
    if (combo.isOpen && combo.isFresh) input.current?.select()
  }, [combo.isOpen, combo.isFresh])

  const words: FieldWords = { label, description, error }
  return (
    <div className="Field ComboSearch" data-compact={isCompact ? '' : undefined}>
      <label className={isCompact ? 'Hidden' : 'Field-label'} htmlFor={id}>
        {label}
      </label>
      <div className="ComboSearch-field" ref={field}>
        <ComboInput {...{ id, input, combo, props, chosen }} describedBy={describedBy(id, words)} />
        {onClear && chosen && !props.isDisabled ? (
          <button
            type="button"
            className="ComboSearch-clear"
            aria-label={`Clear ${label}`}
            onClick={() => {
              combo.close()
              onClear()
              input.current?.focus()
            }}
          >
            <X size={14} aria-hidden />
          </button>
        ) : null}
        <ChevronDown className="ComboSearch-arrow" size={16} aria-hidden />
      </div>
      {chosen?.secondary && !isCompact ? <p className="Field-help">{chosen.secondary}</p> : null}
      <FieldHelp id={id} {...words} />
      {combo.isOpen ? (
        <ComboList id={id} label={label} field={field} combo={combo} hint={props.hint} />
      ) : null}
    </div>
  )
}

interface InputProps<T> {
  readonly id: string
  readonly input: Ref<HTMLInputElement>
  readonly combo: Combo<T>
  readonly props: ComboSearchProps<T>
  readonly chosen: ComboOption | null
  readonly describedBy: string | undefined
}

function ComboInput<T>({ id, input, combo, props, chosen, ...rest }: InputProps<T>) {
  const { isOpen, list } = combo
  const placeholder = isOpen ? (chosen?.label ?? 'Type to search') : (props.placeholder ?? 'Choose')
  return (
    <input
      ref={input}
      id={id}
      className="Input ComboSearch-input"
      role="combobox"
      aria-expanded={isOpen}
      aria-controls={isOpen ? `${id}-list` : undefined}
      aria-autocomplete="list"
      aria-activedescendant={isOpen && list.active >= 0 ? `${id}-row-${list.active}` : undefined}
      aria-invalid={props.error ? true : undefined}
      aria-describedby={rest.describedBy}
      autoComplete="off"
      spellCheck={false}
      disabled={props.isDisabled}
      data-unsaved={props.isUnsaved ? '' : undefined}
      placeholder={placeholder}
      value={isOpen ? combo.text : (chosen?.label ?? '')}
      onMouseDown={(event) => {
        if (event.button === 0 && !props.isDisabled) combo.open()
      }}
      onChange={(event) => combo.type(event.target.value, event.nativeEvent)}
      onKeyDown={combo.onKeyDown}
      onBlur={combo.close}
    />
  )
}
