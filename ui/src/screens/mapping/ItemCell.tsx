// The dropdown of catalog items in a product's row. Enter takes and goes on to the next row, the
// arrows go from row to row while it is closed; the backend says what can be chosen.
import { type KeyboardEvent, useRef } from 'react'
import { backend } from '../../backend'
import type { Item, Product } from '../../bindings'
import { ComboSearch } from '../../components/ComboSearch'
import { Money } from '../../components/Money'
import { part } from './find'
import { focusRow, moveByKey } from './rowKeys'
import type { Drafts } from './useDrafts'

export interface ItemCellProps {
  readonly customer: string
  readonly product: Product
  readonly products: readonly Product[]
  readonly drafts: Drafts
}

export function ItemCell({ customer, product, products, drafts }: ItemCellProps) {
  const cell = useRef<HTMLDivElement>(null)
  const isByKey = useRef(false)
  const holder = (item: Item) => {
    const found = [...drafts.items].find(([id, one]) => one.id === item.id && id !== product.id)
    return found && products.find(({ id }) => id === found[0])
  }
  const reasonOf = (item: Item): string | null => {
    if (!item.selectable) return item.reason
    const other = holder(item)
    return other ? `Chosen for ${other.name} in this table, not saved yet` : null
  }
  return (
    <div
      ref={cell}
      className="ItemCell"
      title={drafts.items.get(product.id)?.description ?? undefined}
      onKeyDownCapture={(event: KeyboardEvent) => {
        isByKey.current = event.key === 'Enter'
        moveByKey(event)
      }}
      onPointerDownCapture={() => {
        isByKey.current = false
      }}
    >
      <ComboSearch
        isCompact
        label={`ConnectWise product for ${product.name}`}
        memory="mapping/item"
        placeholder="Choose a ConnectWise product"
        value={drafts.items.get(product.id) ?? null}
        isUnsaved={drafts.unsaved > 0 && drafts.items.has(product.id)}
        search={(text) => backend.searchItems(customer, part(text))}
        option={(row) => ({
          id: String(row.id),
          label: row.name,
          secondary: row.description ?? undefined,
          disabledReason: reasonOf(row),
          tag: row.price === null ? null : <Money amount={row.price} />,
        })}
        onChoose={(item) => {
          drafts.choose(product.id, item)
          if (isByKey.current) focusRow(cell.current, 'below')
        }}
        onClear={() => drafts.drop(product.id)}
        hint="Accord creates no products. Create it in ConnectWise’s product catalog, then refresh."
      />
    </div>
  )
}
