// A secret on its way in. Once saved, only when and how it ends is known; it never comes out, and
// what was typed is forgotten as soon as the field goes away.
import { KeyRound } from 'lucide-react'
import { useId, useState } from 'react'
import { formatDay } from '../format/time'
import { Button } from './Button'
import { FieldHelp, type FieldWords } from './Field'
import { TextField } from './TextField'
import './SecretField.css'

export interface SavedSecret {
  /** None where it comes from the environment and is not kept. */
  readonly savedAt: string | null
  /** The last characters, as the backend tells them. */
  readonly ending: string
}

export interface SecretFieldProps extends FieldWords {
  readonly saved: SavedSecret | null
  /** What was typed; empty leaves the saved one as it is. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isDisabled?: boolean
  readonly isReadOnly?: boolean
  /** Told when somebody begins to replace it (true) or keeps the saved one (false). */
  readonly onReplace?: (isReplacing: boolean) => void
}

export function SecretField({
  saved,
  value,
  onChange,
  isDisabled = false,
  isReadOnly = false,
  onReplace,
  ...words
}: SecretFieldProps) {
  const id = useId()
  const [isReplacing, setReplacing] = useState(false)
  const replace = (next: boolean) => {
    setReplacing(next)
    onChange('')
    onReplace?.(next)
  }
  if (saved && !isReplacing) {
    return (
      <div role="group" className="Field SecretField" aria-labelledby={`${id}-label`}>
        <span className="Field-label" id={`${id}-label`}>
          {words.label}
        </span>
        <div className="SecretField-saved">
          <KeyRound size={16} aria-hidden />
          <span>
            {saved.savedAt ? `Saved on ${formatDay(saved.savedAt)}` : 'Given by the environment'}, ends in{' '}
            <b>…{saved.ending}</b>
          </span>
          <Button
            size="s"
            isDisabled={isDisabled || isReadOnly}
            onPress={() => replace(true)}
            aria-label={`Replace ${words.label}`}
          >
            Replace
          </Button>
        </div>
        <FieldHelp id={id} {...words} />
      </div>
    )
  }
  return (
    <div className="SecretField-entry">
      <TextField
        {...words}
        type="password"
        isCode
        value={value}
        onChange={onChange}
        isDisabled={isDisabled}
        isReadOnly={isReadOnly}
        autoFocus={isReplacing}
      />
      {saved ? (
        <Button size="s" look="quiet" isDisabled={isReadOnly} onPress={() => replace(false)}>
          Keep the saved one
        </Button>
      ) : null}
    </div>
  )
}
