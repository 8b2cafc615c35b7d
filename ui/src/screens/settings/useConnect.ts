// Saving a connection, which checks it at once. When the check fails the entries may be saved all
// the same; it asks the backend which of the two it was, and never guesses.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { Settings } from '../../bindings'
import { asFailure, type Failure } from '../../failure'
import { useWork } from '../../hooks/useWork'
import { isSameForm } from './sites'

/** Failures before anything is kept. */
const KEPT_NOTHING = ['argument', 'credential-store']

export interface Connect<F extends object, R> {
  readonly form: F
  readonly secret: string
  readonly isUnsaved: boolean
  /** Saving is what comes next; once all is saved and checked, another step may be. */
  readonly isNext: boolean
  readonly isBusy: boolean
  readonly error: Failure | null
  /** "Nothing was saved." or that the entries were. */
  readonly written: string
  readonly result: R | null
  readonly change: (part: Partial<F>) => void
  readonly setSecret: (secret: string) => void
  readonly save: () => Promise<boolean>
}

export interface ConnectQuestion<F extends object, R> {
  readonly saved: F | null
  readonly empty: F
  readonly connect: (form: F, secret: string | null) => Promise<R>
  readonly savedOf: (settings: Settings) => F | null
}

export function useConnect<F extends object, R>(question: ConnectQuestion<F, R>): Connect<F, R> {
  const { saved, empty, connect, savedOf } = question
  const [form, setForm] = useState<F>(saved ?? empty)
  const [secret, setSecret] = useState('')
  const [result, setResult] = useState<R | null>(null)
  const [written, setWritten] = useState('')
  // What was saved counts as saved at once, not only when the settings have been read again.
  const [kept, setKept] = useState<F | null>(null)
  const work = useWork(async () => {
    setResult(null)
    try {
      setResult(await connect(form, secret === '' ? null : secret))
      setSecret('')
      setKept(form)
    } catch (thrown) {
      const failure = asFailure(thrown)
      const isKept = !KEPT_NOTHING.includes(failure.code) && (await isSavedNow(form, savedOf))
      setWritten(isKept ? 'Your entries are saved, but the check did not pass.' : 'Nothing was saved.')
      if (isKept) {
        setSecret('')
        setKept(form)
      }
      throw failure
    } finally {
      announceChange()
    }
  })
  const isUnsaved = secret !== '' || !(isSameForm(saved ?? empty, form) || isSameForm(kept, form))
  return {
    ...{ form, secret, setSecret, written, result, isUnsaved },
    isNext: saved === null || isUnsaved || work.error !== null,
    isBusy: work.isBusy,
    error: work.error,
    save: () => work.start(),
    change: (part) => {
      setForm((was) => ({ ...was, ...part }))
      setResult(null)
    },
  }
}

async function isSavedNow<F extends object>(form: F, savedOf: (settings: Settings) => F | null) {
  try {
    return isSameForm(savedOf(await backend.settings()), form)
  } catch {
    return false
  }
}
