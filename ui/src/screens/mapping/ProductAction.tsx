// The one action of a product's row: release it, set it aside, or bill it again.
import type { Product } from '../../bindings'
import { Button } from '../../components/Button'
import { useWork } from '../../hooks/useWork'
import { billAgain } from './SetAside'
import type { Mapping } from './useMapping'
import { standingOf } from './words'

/** What is unfolded under a row. */
export type RowTask = 'subscriptions' | 'release' | 'aside'

export interface ProductActionProps {
  readonly mapping: Mapping
  readonly product: Product
  readonly start: (product: Product, task: RowTask) => void
}

export function ProductAction({ mapping, product, start }: ProductActionProps) {
  const { customer, agreement } = mapping
  const again = useWork(async () => {
    if (customer) await billAgain(customer.id, product)
  })
  switch (standingOf(product, agreement?.id ?? null)) {
    case 'mapped':
      return (
        <Button
          size="s"
          look="release"
          aria-label={`Release ${product.name}`}
          onPress={() => start(product, 'release')}
        >
          Release
        </Button>
      )
    case 'aside':
      return (
        <Button
          size="s"
          isPending={again.isBusy}
          aria-label={`Bill again ${product.name}`}
          onPress={() => void again.start()}
        >
          Bill again
        </Button>
      )
    case 'elsewhere':
      return null
    default:
      return (
        <Button
          size="s"
          look="quiet"
          aria-label={`Set aside ${product.name}`}
          onPress={() => start(product, 'aside')}
        >
          Set aside…
        </Button>
      )
  }
}
