// Where in the subscription history one is: the tab, the open event and the filters, all of them
// kept in the router's parameters, so that a link can name any of it and the way back works.
import type { ChangeKind, HistoryFilter } from '../../bindings'
import type { Params } from '../../shell/router'

export type HistoryTab = 'changes' | 'unreadable'

export interface HistoryPlace {
  readonly tab: HistoryTab
  /** The event that the side panel shows. */
  readonly event: number | null
  readonly filter: HistoryFilter
}

export const EVERYTHING: HistoryFilter = {
  customer: null,
  subscription: null,
  text: '',
  kinds: [],
  from: null,
  until: null,
  uploaded: null,
  decide: false,
}

/** In the order in which a filter offers them. */
export const KINDS: readonly ChangeKind[] = [
  'new',
  'increase',
  'decrease',
  'price',
  'suspended',
  'reactivated',
  'ended',
  'combined',
  'no-change',
  'review',
]

const DAY = /^\d{4}-\d{2}-\d{2}$/

const uploadedOf = (word: string | undefined): boolean | null =>
  word === 'yes' ? true : word === 'no' ? false : null

const dayOf = (text: string | undefined): string | null => (text && DAY.test(text) ? text : null)

function eventOf(text: string | undefined): number | null {
  return text && /^\d{1,10}$/.test(text) ? Number(text) : null
}

export function placeOf(params: Params): HistoryPlace {
  const wanted = (params.kinds ?? '').split(',')
  return {
    tab: params.tab === 'unreadable' ? 'unreadable' : 'changes',
    event: eventOf(params.event),
    filter: {
      customer: params.customer || null,
      subscription: params.subscription || null,
      text: params.text ?? '',
      kinds: KINDS.filter((kind) => wanted.includes(kind)),
      from: dayOf(params.from),
      until: dayOf(params.until),
      uploaded: uploadedOf(params.uploaded),
      decide: params.decide === 'yes',
    },
  }
}

/** The same as parameters; what is not set is left out. */
export function paramsOf({ tab, event, filter }: HistoryPlace): Params {
  const all: Record<string, string> = {
    tab: tab === 'changes' ? '' : tab,
    event: event === null ? '' : String(event),
    customer: filter.customer ?? '',
    subscription: filter.subscription ?? '',
    text: filter.text,
    kinds: filter.kinds.join(','),
    from: filter.from ?? '',
    until: filter.until ?? '',
    uploaded: filter.uploaded === null ? '' : filter.uploaded ? 'yes' : 'no',
    decide: filter.decide ? 'yes' : '',
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** Names a filter, so that two that are alike ask once. */
export function nameOf(filter: HistoryFilter): string {
  return JSON.stringify(paramsOf({ tab: 'changes', event: null, filter }))
}

export function isFiltered(filter: HistoryFilter): boolean {
  return nameOf(filter) !== nameOf(EVERYTHING)
}
