// A file by its path: chosen in the system's own dialog, or typed. Whether there is such a file is
// for the backend to say.
import { useState } from 'react'
import { backend } from '../backend'
import { asFailure } from '../failure'
import { sentence } from '../format/words'
import { Button } from './Button'
import type { FieldWords } from './Field'
import { TextField } from './TextField'
import './PathField.css'

export interface PathFieldProps extends FieldWords {
  readonly value: string
  readonly onChange: (path: string) => void
  /** Files that can be chosen end so. Without it a place to save is asked for. */
  readonly endings?: readonly string[]
  /** The name that is offered where a place to save is asked for. */
  readonly saveAs?: string
  readonly isDisabled?: boolean
  readonly onEnter?: () => void
}

export function PathField({
  value,
  onChange,
  endings,
  saveAs = '',
  isDisabled = false,
  ...rest
}: PathFieldProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const choose = async () => {
    setProblem(null)
    try {
      const path = endings ? await backend.chooseFile([...endings]) : await backend.choosePlace(saveAs)
      if (path !== null) onChange(path)
    } catch (thrown) {
      setProblem(`${sentence(asFailure(thrown).message)} Type the path instead.`)
    }
  }
  return (
    <div className="PathField">
      <TextField
        {...rest}
        error={rest.error ?? problem}
        value={value}
        onChange={onChange}
        isDisabled={isDisabled}
        isCode
        placeholder={endings ? 'Path of the file' : 'Where to save it'}
      />
      <Button isDisabled={isDisabled} onPress={() => void choose()}>
        {endings ? 'Choose file…' : 'Choose place…'}
      </Button>
    </div>
  )
}
