// What the history and the overview need to know besides their rows: the billing time zone, a
// customer by its id, and which changes wait.
import { backend } from '../../backend'
import type { Customer, LedgerEvent } from '../../bindings'
import { useAsk } from '../../hooks/useAsk'
import { EVERYTHING } from './place'

/** The time zone in which days count; none until it is known. */
export function useBillingZone(): string | undefined {
  return useAsk('settings', () => backend.settings()).data?.billing['billing-time-zone']
}

/** A C3 customer; `null` where C3 does not list it any more. */
export function useCustomer(id: string | null): Customer | null | undefined {
  const asked = useAsk(id === null ? null : `customer:${id}`, async () => {
    const { rows } = await backend.searchCustomers({ text: id ?? '', offset: 0, limit: 20 })
    return rows.find((row) => row.id === id) ?? null
  })
  return id === null ? null : asked.data
}

/** Which changes wait for the user's word: contradicting ones, and those that fit no kind. */
export function useWaiting() {
  const { data } = useAsk('history-waiting', () => backend.history({ ...EVERYTHING, decide: true }, 0, 500))
  const waits = ({ id }: LedgerEvent) => data?.rows.some((row) => row.id === id) ?? false
  return { waits, count: data?.total ?? 0 }
}
