// The one place that talks to Tauri. It unwraps what commands answer and passes on what they
// report; it decides nothing and keeps nothing.
import { Channel, isTauri } from '@tauri-apps/api/core'
import { commands, events } from './bindings'
import { asFailure, type CommandError, Failure } from './failure'

type Command = (...args: never[]) => Promise<unknown>

type Answer<R> = R extends { status: 'ok'; data: infer D } ? D : R extends { status: 'error' } ? never : R

/** The same commands, each answering its data or throwing a `Failure`. */
export type Asking<C> = {
  readonly [K in keyof C]: C[K] extends (...args: infer A) => Promise<infer R>
    ? (...args: A) => Promise<Answer<R>>
    : never
}

type Wrapped = { status: 'ok'; data: unknown } | { status: 'error'; error: CommandError }

function isWrapped(value: unknown): value is Wrapped {
  return (
    typeof value === 'object' && value !== null && 'status' in value && ('data' in value || 'error' in value)
  )
}

/** The data of an answer; throws a `Failure` where it is an error. */
export function unwrap(answer: unknown): unknown {
  if (!isWrapped(answer)) return answer
  if (answer.status === 'error') throw new Failure(answer.error)
  return answer.data
}

export function asking<C extends Record<string, Command>>(commands: C): Asking<C> {
  const calls = Object.entries(commands).map(([name, command]) => [
    name,
    async (...args: never[]) => {
      try {
        return unwrap(await command(...args))
      } catch (thrown) {
        throw asFailure(thrown)
      }
    },
  ])
  return Object.fromEntries(calls) as Asking<C>
}

/** Every command of the backend, each answering its data or throwing a `Failure`. */
export const backend = asking(commands)
export type Backend = typeof backend

/** A channel over which a command reports how far it is. */
export function channel<T>(onMessage: (message: T) => void): Channel<T> {
  return new Channel<T>(onMessage)
}

const changeListeners = new Set<() => void>()

/** Tells every `useAsk` to read again; called after something was written. */
export function announceChange(): void {
  for (const listener of changeListeners) listener()
}

/** Calls the listener whenever something was written, here or by the backend on its own. */
export function onChange(listener: () => void): () => void {
  changeListeners.add(listener)
  return () => changeListeners.delete(listener)
}

const closeListeners = new Set<() => Promise<void>>()

/** Calls the listener when somebody closes the window while something is unsaved. */
export function onCloseAsked(listener: () => Promise<void>): () => void {
  closeListeners.add(listener)
  return () => closeListeners.delete(listener)
}

/** Starts passing on what the backend says of its own; without Tauri that is nothing. */
export async function startListening(): Promise<void> {
  if (!isTauri()) return
  try {
    await events.changed.listen(announceChange)
    await events.closeAsked.listen(() => {
      for (const listener of closeListeners) void listener()
    })
  } catch {
    // The window may lack the right to listen; the screens then read again on their own writes.
  }
}

export type * from './bindings'
export type { Channel }
