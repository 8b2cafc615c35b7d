// Going over to practice mode and back, and reading both systems anew. What is kept from the other
// books is forgotten, so that sample data and real data never stand side by side.
import { announceChange, backend } from '../backend'
import type { Refreshed, Status, What } from '../bindings'
import { type Toast, toast } from '../components/Toasts'
import { asFailure } from '../failure'
import { counted } from '../format/words'
import { forgetAnswers } from '../hooks/useAsk'
import { startRun } from '../hooks/useRuns'

/** The kinds under which `useRun` finds these runs. */
export const PRACTICE_RUN = 'practice'
export const REFRESH_RUN = 'refresh'

function changeBooks(): void {
  forgetAnswers()
  announceChange()
}

/** Answers whether it came to its end; how it failed, the run keeps. */
export async function enterPractice(): Promise<boolean> {
  try {
    await startRun('Preparing the sample data', (run, progress) => backend.enterPractice(run, progress), {
      kind: PRACTICE_RUN,
    })
    changeBooks()
    return true
  } catch {
    return false
  }
}

/** Answers whether the real books are open again; says why not. */
export async function leavePractice(): Promise<boolean> {
  try {
    await backend.leavePractice()
    changeBooks()
    return true
  } catch (thrown) {
    toast({ kind: 'info', title: 'Practice mode is still on', text: asFailure(thrown).message })
    return false
  }
}

/** What can be read; none while nothing is connected. */
export function readable({ connectwise, c3 }: Pick<Status, 'connectwise' | 'c3'>): What | null {
  if (connectwise && c3) return 'all'
  if (connectwise) return 'connectwise'
  return c3 ? 'c3' : null
}

const TITLES: Readonly<Record<What, string>> = {
  all: 'Reading C3 and ConnectWise',
  c3: 'Reading C3',
  connectwise: 'Reading ConnectWise',
}

/** Reads anew; answers whether it came to its end. */
export async function readSystems(what: What): Promise<boolean> {
  try {
    const read = await startRun(TITLES[what], (run, progress) => backend.refresh(what, run, progress), {
      kind: REFRESH_RUN,
    })
    toast(newsOf(what, read))
    return true
  } catch {
    return false
  }
}

/** What a reading brought, in words. */
export function newsOf(what: What, read: Refreshed): Toast {
  const changes = counted(read.events_new, 'new change', 'new changes')
  const lists = `${counted(read.companies, 'company', 'companies')}, ${counted(read.agreements, 'agreement', 'agreements')}, ${counted(read.items, 'catalog item', 'catalog items')}.`
  const aside =
    read.rows_unreadable > 0
      ? `${counted(read.rows_unreadable, 'row')} could not be read and ${read.rows_unreadable === 1 ? 'stands' : 'stand'} aside in Subscription history.`
      : ''
  if (what === 'connectwise') return { title: 'ConnectWise was read', text: lists }
  const title = what === 'c3' ? `C3 was read: ${changes}` : `Both systems were read: ${changes}`
  return aside === '' ? { title } : { title, text: aside }
}
