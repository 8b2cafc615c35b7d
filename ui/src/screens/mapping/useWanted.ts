// The product to which a finding or the history led the reader, by its id or name, or by one of
// its subscriptions.
import { backend } from '../../backend'
import type { Product } from '../../bindings'
import { useAsk } from '../../hooks/useAsk'
import { useRouter } from '../../shell/router'

export interface Wanted {
  /** The id of a product in the table. */
  readonly product: string | null
  /** It is about a subscription, so its row is unfolded. */
  readonly isUnfolded: boolean
}

export function useWanted(customer: string | null, products: readonly Product[] | undefined): Wanted {
  const { params } = useRouter()
  const { subscription } = params
  const all = useAsk(customer && subscription ? `mapping/subscriptions/${customer}` : null, () =>
    backend.subscriptionsOf(customer ?? ''),
  )
  const of = all.data?.find(({ id }) => id === subscription)
  const found = products?.find((one) => {
    if (of) return one.name === of.product && one.billing_cycle === of.billing_cycle
    return one.id === params.product || one.name === params.product
  })
  return { product: found?.id ?? null, isUnfolded: of !== undefined }
}
