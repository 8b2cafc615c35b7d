// The template of a line's text, with its placeholders at hand and a preview that follows.
import { useRef } from 'react'
import { Button } from '../../components/Button'
import { TextField } from '../../components/TextField'
import { EXAMPLE, MEANING, PLACEHOLDERS, type Placeholder, previewOf } from './lineText'

export interface LineTextFieldProps {
  readonly value: string
  readonly onChange: (template: string) => void
  readonly error: string | null
}

export function LineTextField({ value, onChange, error }: LineTextFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const insert = (word: Placeholder) => {
    const field = input.current
    const [start, end] = [field?.selectionStart ?? value.length, field?.selectionEnd ?? value.length]
    onChange(`${value.slice(0, start)}${word}${value.slice(end)}`)
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(start + word.length, start + word.length)
    })
  }
  return (
    <div className="Stack" data-gap="s">
      <div>
        <TextField
          ref={input}
          label="Text of a line"
          description="It stands on the customer’s invoice. A line that runs on has no last day: “{from} to {to}” then becomes “from {from}”."
          value={value}
          error={error}
          onChange={onChange}
        />
        <div role="group" className="LineText-words" aria-label="Insert a placeholder">
          <span className="Muted">Insert</span>
          {PLACEHOLDERS.map((word) => (
            <Button key={word} size="s" onPress={() => insert(word)}>
              {MEANING[word]}
            </Button>
          ))}
        </div>
      </div>
      <dl className="LineText-preview" aria-label="Example">
        <dt>A line that runs on</dt>
        <dd>{previewOf(value, EXAMPLE)}</dd>
        <dt>A line with a last day</dt>
        <dd>{previewOf(value, { ...EXAMPLE, to: '2026-11-30' })}</dd>
      </dl>
    </div>
  )
}
