// Faults of the page's own scripts: each is logged, by where it was in the scripts; nothing that is on
// the page goes along.
import { backend } from '../backend'
import { Failure } from '../failure'

/** A page that fails over and over is not to fill the log. */
const MOST = 20
let reported = 0

/** Where in the scripts, without what was said: the frames of a stack alone. */
function frames(stack: string): string {
  const lines = stack.split('\n').filter((line) => /:\d+:\d+/.test(line))
  return lines
    .slice(0, 6)
    .map((line) => line.trim().replace(/\S+\/assets\//, ''))
    .join(' < ')
}

/** Logs it; answers the reference, or none where even that did not work. */
export async function reportFault(screen: string, thrown: unknown): Promise<string | null> {
  // A command that failed is in the log already.
  if (thrown instanceof Failure) return thrown.reference
  reported += 1
  if (reported > MOST) return null
  const what = thrown instanceof Error ? `${thrown.name} at ${frames(thrown.stack ?? '')}` : typeof thrown
  try {
    return await backend.reportFault(screen, what)
  } catch {
    return null
  }
}

/** Logs what no screen caught. */
export function reportUncaught(): void {
  window.addEventListener('error', (event) => void reportFault('uncaught', event.error))
  window.addEventListener('unhandledrejection', (event) => void reportFault('a promise', event.reason))
}
