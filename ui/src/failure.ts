// What a command says when it could not do its work. It carries the backend's own words; nothing
// is decided by it here.
import { inWords } from './format/words'

/** As the backend sends it. `message` is a sentence for the reader; `reference` is also in the log. */
export interface CommandError {
  readonly code: string
  readonly message: string
  /** The field of a form that is off. */
  readonly field?: string | null
  /** What lies behind it, in the system's or the server's own words. */
  readonly details?: string | null
  readonly reference: string
}

export class Failure extends Error {
  readonly code: string
  readonly field: string | null
  readonly details: string | null
  readonly reference: string

  constructor(error: CommandError) {
    super(inWords(error.message))
    this.name = 'Failure'
    this.code = error.code
    this.field = error.field ?? null
    this.details = error.details ?? null
    this.reference = error.reference
  }
}

function isCommandError(value: unknown): value is CommandError {
  return typeof value === 'object' && value !== null && 'message' in value && 'code' in value
}

const UNFORESEEN = 'Something went wrong inside Accord. Try again; if it stays, restart Accord.'

/** Whatever was thrown, as a `Failure`. What no command said goes to its details, never to the headline. */
export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown
  if (isCommandError(thrown)) return new Failure(thrown)
  const raw = thrown instanceof Error ? thrown.message : String(thrown)
  return new Failure({ code: 'internal', message: UNFORESEEN, details: raw, reference: '' })
}
