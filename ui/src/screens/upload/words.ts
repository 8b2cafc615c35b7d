// The words of the Upload screen: counts, standings, what a record is and how it ended, what a
// change does. It decides nothing.
import type { Action, Job, JobKind, JobStatus, OperationState, Severity, Standing } from '../../bindings'
import type { StatusKind } from '../../components/Tag'
import { formatCount } from '../../format/decimal'
import { counted } from '../../format/words'

type Face = readonly [StatusKind, string]

export { counted, inWords, listed, sentence } from '../../format/words'

export const STANDING: Readonly<Record<Standing, Face>> = {
  unmapped: ['off', 'Not mapped'],
  'not-validated': ['none', 'Not validated'],
  errors: ['bad', 'With errors'],
  pending: ['waiting', 'Pending'],
  'up-to-date': ['good', 'Up to date'],
}

export const KIND: Readonly<Record<JobKind, string>> = {
  validate: 'Validate',
  export: 'Export',
  undo: 'Undo',
}

export const STATUS: Readonly<Record<JobStatus, Face>> = {
  running: ['running', 'Running'],
  success: ['good', 'Success'],
  error: ['bad', 'Error'],
  cancelled: ['off', 'Cancelled'],
  interrupted: ['warn', 'Interrupted'],
}

export const SEVERITY: Readonly<Record<Severity, Face>> = {
  error: ['bad', 'Error'],
  warning: ['warn', 'Warning'],
  information: ['info', 'Information'],
}

export const ACTION: Readonly<Record<Action, string>> = {
  create: 'Add',
  change: 'Change',
  end: 'End',
  void: 'Void',
  adopt: 'Adopt',
}

/** How far a line is; the second word is for a run that is over. */
export const STATE: Readonly<Record<OperationState, readonly [StatusKind, string, string]>> = {
  planned: ['none', 'Planned', 'Not written'],
  sending: ['running', 'Sending', 'Unknown'],
  confirmed: ['good', 'Confirmed', 'Confirmed'],
  failed: ['bad', 'Failed', 'Failed'],
  unknown: ['warn', 'Unknown', 'Unknown'],
}

/** `3 errors, 2 warnings`; nothing where there are none. */
export function foundWords({ errors, warnings }: Pick<Job, 'errors' | 'warnings'>): string {
  const parts = [errors > 0 && counted(errors, 'error'), warnings > 0 && counted(warnings, 'warning')]
  return parts.filter((part) => part !== false).join(', ')
}

/** `1 change failed, 2 warnings`: what a record met, in a list of records. */
export function metWords(job: Pick<Job, 'errors' | 'warnings' | 'failed'>): string {
  const failed = job.failed > 0 ? `${counted(job.failed, 'change')} failed` : ''
  return [failed, foundWords(job)].filter(Boolean).join(', ')
}

/** What a record would write, or wrote: `12`, `11 of 12`. */
export function changesWords({ kind, operations, confirmed }: Job): string {
  if (kind === 'validate' || operations === confirmed) return formatCount(operations)
  return `${formatCount(confirmed)} of ${formatCount(operations)}`
}

/** How long a run took: `under a second`, `12 s`, `3 min 5 s`. */
export function tookWords(from: string, until: string): string {
  const seconds = Math.floor((Date.parse(until) - Date.parse(from)) / 1000)
  if (Number.isNaN(seconds)) return ''
  if (seconds < 1) return 'under a second'
  if (seconds < 60) return `${seconds} s`
  return `${formatCount(Math.floor(seconds / 60))} min ${seconds % 60} s`
}
