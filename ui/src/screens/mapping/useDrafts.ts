// What was chosen for one agreement and is not saved: catalog items by product, and terms. It
// belongs to one customer and agreement and is forgotten with them; it writes nothing.
import { useEffect, useState } from 'react'
import type { Choices, Item, Product } from '../../bindings'

export const NO_CHOICES: Choices = { mode: null, bill_from: null, next_invoice_covers: null }

export interface Drafts {
  readonly items: ReadonlyMap<string, Item>
  readonly choices: Choices
  /** Rows that are chosen and not saved. */
  readonly unsaved: number
  readonly hasChoices: boolean
  readonly choose: (product: string, item: Item) => void
  readonly drop: (product: string) => void
  readonly setChoices: (choices: Choices) => void
  /** What is chosen was saved; it stays in sight until the products are read again. */
  readonly settle: () => void
}

interface State {
  readonly key: string
  readonly items: ReadonlyMap<string, Item>
  readonly choices: Choices
  readonly isSettled: boolean
}

const empty = (key: string): State => ({ key, items: new Map(), choices: NO_CHOICES, isSettled: false })

/** `key` names customer and agreement; `products` are those of the table, as last read. */
export function useDrafts(key: string, products: readonly Product[] | undefined): Drafts {
  const [kept, setKept] = useState<State>(() => empty(key))
  const state = kept.key === key ? kept : empty(key)
  const change = (next: (was: State) => Partial<State>) =>
    setKept((was) => {
      const mine = was.key === key ? was : empty(key)
      return { ...mine, ...next(mine) }
    })

  // What is mapped or set aside by now is no draft any more.
  useEffect(() => {
    if (!products) return
    setKept((was) => {
      if (was.key !== key || was.items.size === 0) return was
      const items = new Map([...was.items].filter(([id]) => isFree(products, id)))
      return items.size === was.items.size ? was : { ...was, items, isSettled: false }
    })
  }, [products, key])

  const { mode, bill_from, next_invoice_covers } = state.choices
  return {
    items: state.items,
    choices: state.choices,
    unsaved: state.isSettled ? 0 : state.items.size,
    hasChoices: mode !== null || bill_from !== null || next_invoice_covers !== null,
    choose: (product, item) =>
      change((was) => ({ items: new Map(was.items).set(product, item), isSettled: false })),
    drop: (product) => change((was) => ({ items: new Map([...was.items].filter(([id]) => id !== product)) })),
    setChoices: (choices) => change(() => ({ choices })),
    settle: () => change(() => ({ isSettled: true, choices: NO_CHOICES })),
  }
}

function isFree(products: readonly Product[], id: string): boolean {
  const product = products.find((one) => one.id === id)
  return product !== undefined && product.mapping === null && product.set_aside === null
}
