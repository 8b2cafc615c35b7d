// Stands in for Tauri where there is none, for pictures and tests: commands answer from a table
// of functions. Never part of the window.

export type Handler = (args: Readonly<Record<string, unknown>>) => unknown

interface Internals {
  invoke(command: string, args?: Record<string, unknown>): Promise<unknown>
  transformCallback(callback: (message: unknown) => void): number
  unregisterCallback(id: number): void
}

declare global {
  interface Window {
    __TAURI_INTERNALS__?: Internals
  }
}

const callbacks = new Map<number, (message: unknown) => void>()
const sent = new Map<number, number>()
const listening = new Map<string, number>()
let next = 0

/** Commands that no handler is named for fail as an unknown command does. */
export function mockTauri(handlers: Readonly<Record<string, Handler>>): void {
  window.__TAURI_INTERNALS__ = {
    invoke: async (command, args = {}) => {
      if (command === 'plugin:event|listen') return listening.set(String(args.event), Number(args.handler))
      const handler = handlers[command]
      if (!handler) throw new Error(`Command ${command} not found`)
      return handler(args)
    },
    transformCallback: (callback) => {
      next += 1
      callbacks.set(next, callback)
      return next
    },
    unregisterCallback: (id) => callbacks.delete(id),
  }
}

/** Sends over the channel that a command was given, as the backend would. */
export function send(channel: { readonly id: number }, message: unknown): void {
  const index = sent.get(channel.id) ?? 0
  sent.set(channel.id, index + 1)
  callbacks.get(channel.id)?.({ index, message })
}

/** Tells the page of an event, as the backend would. */
export function emit(event: string): void {
  callbacks.get(listening.get(event) ?? -1)?.({ event, id: 0, payload: null })
}
