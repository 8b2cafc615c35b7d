// The fourth choice: the customer's products of the agreement's billing cycle, each with its
// catalog item, filled like a spreadsheet. What cannot be billed stays in sight with the reason.
import { useEffect, useRef, useState } from 'react'
import type { Product } from '../../bindings'
import type { Column } from '../../components/columns'
import { Table } from '../../components/Table'
import { CycleTag } from '../../components/Tag'
import { formatCount } from '../../format/decimal'
import { useKeys } from '../../hooks/useKeys'
import { ProductAction, type RowTask } from './ProductAction'
import { ProductDetail } from './ProductDetail'
import { ProductTarget } from './ProductTarget'
import { ROW_KEYS } from './rowKeys'
import type { Mapping } from './useMapping'
import type { Wanted } from './useWanted'
import { cycleWord, inOrder, ruleWords, standingOf } from './words'
import './Products.css'

export interface ProductsProps {
  readonly mapping: Mapping
  readonly products: readonly Product[]
  /** Where the reader was led. */
  readonly wanted: Wanted
}

export function Products({ mapping, products, wanted }: ProductsProps) {
  const { agreement, customer, drafts } = mapping
  const [open, setOpen] = useState<{ key: string; task: RowTask } | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const led = useRef<string | null>(null)
  const { product, isUnfolded } = wanted
  useEffect(() => {
    if (product === null || led.current === product) return
    led.current = product
    const row = frame.current?.querySelector(`[data-product="${CSS.escape(product)}"]`)?.closest('tr')
    row?.scrollIntoView({ block: 'center' })
    const field = row?.querySelector<HTMLElement>('.ItemCell input')
    // What is not mapped yet is mapped first, whatever of it one was led to.
    if (isUnfolded && !field) setOpen({ key: product, task: 'subscriptions' })
    const button = row?.querySelector<HTMLElement>(isUnfolded ? 'button' : 'td:last-child button')
    const target = field ?? button
    target?.focus()
  }, [product, isUnfolded])
  // Where no row has a dropdown, there is nothing to go to.
  const isOpen = products.some((one) => standingOf(one, agreement?.id ?? null) === 'open')
  useKeys(isOpen ? ROW_KEYS : [])
  if (!customer || !agreement) return null

  const start = (product: Product, task: RowTask) => setOpen({ key: product.id, task })
  const columns = columnsOf(mapping, products, start)
  return (
    <div ref={frame} className="Products">
      <Table
        label={`Products of ${customer.name}`}
        rows={inOrder(products, agreement.id)}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        rowState={(row) => {
          if (drafts.unsaved > 0 && drafts.items.has(row.id)) return 'unsaved'
          const standing = standingOf(row, agreement.id)
          return ['aside', 'blocked', 'elsewhere'].includes(standing) ? 'muted' : undefined
        }}
        columns={columns}
        detail={(row) => (
          <ProductDetail
            mapping={mapping}
            product={row}
            task={open?.key === row.id ? open.task : 'subscriptions'}
            onClose={() => setOpen(null)}
          />
        )}
        unfolding={{
          key: open?.key ?? null,
          onChange: (key) => setOpen(key === null ? null : { key, task: 'subscriptions' }),
        }}
        empty={
          <p className="Products-empty">
            {customer.name} has no products of this agreement’s billing cycle. They are read from C3 with
            “Refresh”, or come with a history file.
          </p>
        }
      />
    </div>
  )
}

function columnsOf(
  mapping: Mapping,
  products: readonly Product[],
  start: (product: Product, task: RowTask) => void,
): ReadonlyArray<Column<Product>> {
  return [
    {
      id: 'product',
      title: 'C3 product',
      width: '24%',
      cell: (row) => (
        <span className="Products-name" data-product={row.id}>
          {row.name}
        </span>
      ),
    },
    { id: 'cycle', title: 'Billing cycle', width: 'var(--cycle)', cell: (row) => <Cycle product={row} /> },
    {
      id: 'subscriptions',
      title: 'Subscriptions',
      isNumeric: true,
      width: '106px',
      cell: (row) => formatCount(row.subscriptions),
    },
    {
      id: 'item',
      title: 'ConnectWise product',
      cell: (row) => <ProductTarget mapping={mapping} product={row} products={products} start={start} />,
    },
    {
      id: 'action',
      title: 'Action',
      isUntitled: true,
      isNumeric: true,
      width: '104px',
      cell: (row) => <ProductAction mapping={mapping} product={row} start={start} />,
    },
  ]
}

function Cycle({ product }: { readonly product: Product }) {
  const rule = ruleWords(product.cycle_rule)
  return (
    <div className="Products-cycle" title={rule?.[1]}>
      <CycleTag cycle={cycleWord(product.billing_cycle)} />
      {rule ? <span className="Faint Clip">{rule[0]}</span> : null}
    </div>
  )
}
