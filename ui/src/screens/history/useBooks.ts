// What the history and the overview need to know besides their rows: the billing time zone and a
// customer by its id.
import { backend } from '../../backend'
import type { Customer } from '../../bindings'
import { useAsk } from '../../hooks/useAsk'
import { SETTINGS } from '../../questions'

/** The time zone in which days count; none until it is known. */
export function useBillingZone(): string | undefined {
  return useAsk(...SETTINGS).data?.billing['billing-time-zone']
}

/** A C3 customer; `null` where C3 does not list it any more. */
export function useCustomer(id: string | null): Customer | null | undefined {
  const asked = useAsk(id === null ? null : `customer:${id}`, async () => {
    const { rows } = await backend.searchCustomers({ text: id ?? '', offset: 0, limit: 20 })
    return rows.find((row) => row.id === id) ?? null
  })
  return id === null ? null : asked.data
}
