// The questions that more than one screen asks, each under its one name, so that what is known
// already is shown at once: `useAsk(...OVERVIEW)`.
import { backend } from './backend'
import type { Question } from './hooks/useAsk'
import { EVERYTHING } from './screens/history/place'

/** So many days the overview counts. */
export const DAYS = 90
const LAST_RUNS = 5
/** So many of the largest changes of next invoices stand in the table behind the plot. */
const TRENDS = 60

export const STATUS = question('status', () => backend.status())
export const SETTINGS = question('settings', () => backend.settings())
export const OVERVIEW = question('overview', () => backend.overview())
export const KNOWN_UPDATE = question('known-update', () => backend.knownUpdate())
export const AUTOMATIC_NOTICE = question('automatic-notice', () => backend.automaticNotice())
export const CHANGES_PER_DAY = question('changes-per-day', () => backend.changesPerDay(DAYS))
export const INVOICE_TRENDS = question('invoice-trends', () => backend.invoiceTrends(TRENDS))
export const RUNS = question('last-runs', () =>
  backend.jobs({ kind: null, status: null, customer: null }, 0, LAST_RUNS),
)
/** Changes that wait for the user's word. */
export const WAITING = question('history-waiting', () =>
  backend.history({ ...EVERYTHING, decide: true }, 0, 500),
)

/** All that the overview shows: asked together, before its parts are there to ask. */
export const ON_OVERVIEW: readonly Question<unknown>[] = [
  OVERVIEW,
  WAITING,
  AUTOMATIC_NOTICE,
  SETTINGS,
  CHANGES_PER_DAY,
  INVOICE_TRENDS,
  RUNS,
]

function question<T>(key: string, ask: () => Promise<T>): Question<T> {
  return [key, ask]
}
