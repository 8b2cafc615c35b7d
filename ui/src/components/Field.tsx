// What every field shares: its label, what helps to fill it, and what is wrong with it.
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './Field.css'

export interface FieldWords {
  readonly label: string
  readonly description?: ReactNode
  /** What is wrong with what was entered, in a sentence. */
  readonly error?: string | null | undefined
}

export interface FieldProps extends FieldWords {
  /** The control's id; the texts get ids made from it, see `describedBy`. */
  readonly id: string
  readonly children: ReactNode
  readonly isOptional?: boolean
  readonly labelId?: string
}

/** What a control names in `aria-describedby`. */
export function describedBy(id: string, words: FieldWords): string | undefined {
  const ids = [words.error ? `${id}-error` : '', words.description ? `${id}-help` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

export function Field({ id, labelId, label, description, error, isOptional = false, children }: FieldProps) {
  return (
    <div className="Field" data-invalid={error ? '' : undefined}>
      <label className="Field-label" id={labelId} htmlFor={id}>
        {label}
        {isOptional ? <span className="Field-optional"> (optional)</span> : null}
      </label>
      {children}
      <FieldHelp id={id} label={label} description={description} error={error} />
    </div>
  )
}

export function FieldHelp({ id, description, error }: FieldWords & { readonly id: string }) {
  return (
    <>
      {error ? (
        <p className="Field-error" id={`${id}-error`}>
          <CircleAlert size={14} aria-hidden />
          <span>{error}</span>
        </p>
      ) : null}
      {description ? (
        <p className="Field-help" id={`${id}-help`}>
          {description}
        </p>
      ) : null}
    </>
  )
}
