// Both systems as the rail's foot shows them: connected or not, and how old what was read is. It
// only words what the backend says.
import type { Status } from '../bindings'
import type { StatusKind } from '../components/Tag'
import { formatAge } from '../format/time'

export interface Connection {
  /** "ConnectWise", "C3". */
  readonly name: string
  readonly kind: StatusKind
  /** "Connected", "Not connected", "Does not answer", "Read 3 hours ago". */
  readonly text: string
}

const readAt = (at: string): Connection['text'] => `Read ${formatAge(at)}`

export function connectionsOf(status: Status): readonly Connection[] {
  const { connectwise, c3, freshness } = status
  return [
    { name: 'C3', ...c3State(c3 !== null, freshness?.c3 ?? null, freshness?.file ?? null) },
    { name: 'ConnectWise', ...systemState(connectwise !== null, freshness?.connectwise ?? null) },
  ]
}

function systemState(isConnected: boolean, read: string | null): Omit<Connection, 'name'> {
  if (isConnected) return read ? { kind: 'good', text: readAt(read) } : { kind: 'warn', text: 'Not read yet' }
  return read ? { kind: 'none', text: `Not connected, read ${formatAge(read)}` } : NOT_CONNECTED
}

const NOT_CONNECTED = { kind: 'none', text: 'Not connected' } as const

function c3State(isConnected: boolean, read: string | null, file: string | null): Omit<Connection, 'name'> {
  if (isConnected || !file) return systemState(isConnected, read)
  return { kind: 'good', text: `File imported ${formatAge(file)}` }
}
