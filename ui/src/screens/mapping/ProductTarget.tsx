// What a product is billed as: the item that is mapped, the dropdown to choose one, or why there is
// none.
import { Link2 } from 'lucide-react'
import type { Product } from '../../bindings'
import { Button } from '../../components/Button'
import { inWords } from '../../format/words'
import { ItemCell } from './ItemCell'
import type { RowTask } from './ProductAction'
import type { Mapping } from './useMapping'
import { standingOf } from './words'

export interface ProductTargetProps {
  readonly mapping: Mapping
  readonly product: Product
  readonly products: readonly Product[]
  readonly start: (product: Product, task: RowTask) => void
}

export function ProductTarget({ mapping, product, products, start }: ProductTargetProps) {
  const { customer, agreement, drafts } = mapping
  const target = product.mapping
  switch (standingOf(product, agreement?.id ?? null)) {
    case 'mapped':
      return <MappedItem name={target?.item_name ?? ''} />
    case 'open':
      return customer ? (
        <ItemCell customer={customer.id} product={product} products={products} drafts={drafts} />
      ) : null
    case 'cycle':
      return (
        <Button size="s" onPress={() => start(product, 'subscriptions')}>
          Choose billing cycle…
        </Button>
      )
    case 'aside':
      return <span>Set aside: {product.set_aside}</span>
    case 'elsewhere':
      return (
        <div className="Products-said">
          <span>
            {target?.item_name} on {target?.agreement_name}
          </span>
          <Button size="s" look="quiet" onPress={() => mapping.chooseAgreement(target?.agreement ?? 0)}>
            Show
          </Button>
        </div>
      )
    case 'blocked':
      return <span>{inWords(product.reason ?? '')}</span>
  }
}

function MappedItem({ name }: { readonly name: string }) {
  return (
    <span className="Products-mapped" title={name}>
      <Link2 size={14} aria-hidden />
      <span className="Hidden">Mapped to </span>
      <span className="Clip">{name}</span>
    </span>
  )
}
