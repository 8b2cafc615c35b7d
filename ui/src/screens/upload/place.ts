// Where on the Upload screen one is: the lists with their filters, or one record. It lives in the
// router's parameters, so that links and the way back lead to the same sight.
import type { JobKind, JobStatus, Severity, Standing } from '../../bindings'
import type { Params } from '../../shell/router'

export const STANDINGS: readonly Standing[] = ['errors', 'pending', 'not-validated', 'up-to-date']
export const KINDS: readonly JobKind[] = ['validate', 'export', 'undo']
export const STATUSES: readonly JobStatus[] = ['running', 'success', 'error', 'cancelled', 'interrupted']
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information']

export type HomeTab = 'customers' | 'records'
export type RecordTab = 'plan' | 'findings'

export interface UploadPlace {
  readonly job: number | null
  readonly tab: HomeTab
  readonly text: string
  readonly standing: Standing | null
  readonly kind: JobKind | null
  readonly status: JobStatus | null
  /** Records of this customer only. */
  readonly customer: string | null
  readonly part: RecordTab | null
  readonly severity: Severity | null
  /** The agreement whose hand-made lines are taken over. */
  readonly takeOver: number | null
}

function oneOf<T extends string>(list: readonly T[], word: string | undefined): T | null {
  return list.find((one) => one === word) ?? null
}

function numberOf(text: string | undefined): number | null {
  return text && /^\d{1,9}$/.test(text) ? Number(text) : null
}

export function placeOf(params: Params): UploadPlace {
  return {
    job: numberOf(params.job),
    tab: params.tab === 'records' ? 'records' : 'customers',
    text: params.text ?? '',
    standing: oneOf(STANDINGS, params.standing),
    kind: oneOf(KINDS, params.kind),
    status: oneOf(STATUSES, params.status),
    customer: params.customer || null,
    part: oneOf<RecordTab>(['plan', 'findings'], params.part),
    severity: oneOf(SEVERITIES, params.severity),
    takeOver: numberOf(params.takeOver),
  }
}

/** The same as parameters; what is not set is left out. */
export function paramsOf(place: Partial<UploadPlace>): Params {
  const all = Object.entries(place).filter(([, value]) => value !== null && value !== '')
  const kept = all.filter(([name, value]) => !(name === 'tab' && value === 'customers'))
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
}

/** The sight, without its filters: what must not change under a reader who has moved on. */
export function sightNow(): string {
  const [path = '', query = ''] = window.location.hash.replace(/^#\/?/, '').split('?')
  return `${path} ${new URLSearchParams(query).get('job') ?? ''}`
}
