// Which changes wait for the user's word: contradicting ones, and those that fit no kind.
import type { LedgerEvent } from '../../bindings'
import { useAsk } from '../../hooks/useAsk'
import { WAITING } from '../../questions'

export function useWaiting() {
  const { data } = useAsk(...WAITING)
  const waits = ({ id }: LedgerEvent) => data?.rows.some((row) => row.id === id) ?? false
  return { waits, count: data?.total ?? 0 }
}
