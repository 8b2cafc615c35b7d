// What unfolds under a product's row: its subscriptions, or the question before it is released or
// set aside.
import type { Product } from '../../bindings'
import type { RowTask } from './ProductAction'
import { ReleasePanel } from './ReleasePanel'
import { SetAside } from './SetAside'
import { Subscriptions } from './Subscriptions'
import type { Mapping } from './useMapping'
import { cycleWord } from './words'

export interface ProductDetailProps {
  readonly mapping: Mapping
  readonly product: Product
  readonly task: RowTask
  readonly onClose: () => void
}

export function ProductDetail({ mapping, product, task, onClose }: ProductDetailProps) {
  const { customer } = mapping
  if (!customer) return null
  if (task === 'release' && product.mapping) {
    const name = [product.name, cycleWord(product.billing_cycle)].filter(Boolean).join(', ')
    return (
      <ReleasePanel
        target={{ what: 'product', customer: customer.id, product: product.id }}
        title={`Release ${name}?`}
        confirmLabel="Release"
        done={`${product.name} is released`}
        onDone={onClose}
        onCancel={onClose}
      />
    )
  }
  if (task === 'aside' && !product.mapping && product.set_aside === null) {
    return <SetAside customer={customer.id} product={product} onDone={onClose} onCancel={onClose} />
  }
  return <Subscriptions customer={customer.id} currency={customer.currency} product={product} />
}
