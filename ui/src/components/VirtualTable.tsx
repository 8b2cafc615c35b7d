// A table of any length: only the rows in sight are drawn, and the backend is asked for them in
// windows. Focus stays on the table; the keys move a row mark. It sorts and filters nothing.
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useDelayed } from '../hooks/useDelayed'
import { type Column, isSome, type Selection, type Sort, toggled, toggledAll } from './columns'
import { FailureNotice } from './Notice'
import { Skeleton } from './Skeleton'
import { type Load, useWindows } from './useWindows'
import { type RowLook, VirtualHead, VirtualRow } from './VirtualRow'
import './Table.css'
import './VirtualTable.css'

export interface VirtualTableProps<Row> {
  readonly label: string
  readonly columns: ReadonlyArray<Column<Row>>
  /** Names the list: another one (another filter, another order) begins at the top. */
  readonly query: string
  readonly load: Load<Row>
  readonly rowKey: (row: Row) => string
  readonly rowName?: (row: Row) => string
  readonly rowState?: (row: Row) => RowLook | undefined
  readonly onOpen?: (row: Row) => void
  /** Told how many rows there are, for a line above the table. */
  readonly onTotal?: (total: number) => void
  readonly selection?: Selection
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  readonly empty?: ReactNode
  /** What could not be done, should reading fail: "The history could not be read." */
  readonly failed?: string
}

export const ROW_HEIGHT = 34
const PAGE = 15

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, query, selection, onTotal } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(-1)
  const { total, error, rowAt, look, retry } = useWindows(query, props.load)
  const count = total ?? 0
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingEnd: ROW_HEIGHT,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => look(first, last), [look, first, last])
  useEffect(() => {
    if (total !== null) onTotal?.(total)
  }, [total, onTotal])
  const shown = useRef(query)
  useEffect(() => {
    if (shown.current === query) return
    shown.current = query
    scroller.current?.scrollTo(0, 0)
    setActive(-1)
  }, [query])
  const isSlow = useDelayed(total === null && error === null)
  const template = tracks(columns, selection !== undefined)

  if (error && count === 0) {
    return (
      <FailureNotice failure={error} title={props.failed ?? 'The list could not be read.'} onRetry={retry} />
    )
  }
  if (total === 0 && props.empty) return <>{props.empty}</>
  return (
    <div className="VirtualTable-frame">
      {error ? <FailureNotice failure={error} title="Some rows could not be read." onRetry={retry} /> : null}
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-colcount={columns.length + (selection ? 1 : 0)}
        aria-multiselectable={selection ? true : undefined}
        aria-activedescendant={active >= 0 && rowAt(active) !== undefined ? `${id}-${active}` : undefined}
        aria-busy={total === null}
        tabIndex={0}
        className="VirtualTable"
        onKeyDown={(event) => onKey(event, { ...props, count, active, setActive, virtual, rowAt })}
      >
        <VirtualHead
          {...{ columns, template }}
          selection={selection}
          sort={props.sort}
          onSort={props.onSort}
        />
        <div role="rowgroup" className="VirtualTable-body" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <VirtualRow
              key={index}
              id={`${id}-${index}`}
              {...{ index, start, columns, template }}
              row={rowAt(index)}
              table={props}
              isActive={index === active}
              onActivate={() => setActive(index)}
            />
          ))}
          {isSlow ? (
            <div role="row">
              <div role="gridcell">
                <Skeleton label="Reading" rows={8} />
              </div>
            </div>
          ) : null}
        </div>
      </div>
    </div>
  )
}

function tracks<Row>(columns: ReadonlyArray<Column<Row>>, hasSelection: boolean): string {
  const widths = columns.map(({ width = '1fr' }) => (width.endsWith('fr') ? `minmax(72px, ${width})` : width))
  return [hasSelection ? '36px' : '', ...widths].filter(Boolean).join(' ')
}

interface KeyContext<Row> extends VirtualTableProps<Row> {
  readonly count: number
  readonly active: number
  readonly setActive: (index: number) => void
  readonly virtual: Virtualizer<HTMLDivElement, Element>
  readonly rowAt: (index: number) => Row | undefined
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }

function onKey<Row>(event: KeyboardEvent<HTMLDivElement>, context: KeyContext<Row>): void {
  const { count, active, setActive, virtual, rowAt, selection, onOpen, rowKey } = context
  if (event.target !== event.currentTarget || count === 0) return
  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    setActive(next)
    virtual.scrollToIndex(next)
  }
  const row = rowAt(active)
  const step = STEPS[event.key]
  if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
    if (!selection) return
    selection.onChange(isSome(selection) ? new Set(selection.all) : toggledAll(selection))
  } else if (event.ctrlKey || event.metaKey || event.altKey) return
  else if (step !== undefined) goTo(active < 0 ? 0 : active + step)
  else if (event.key === 'Home') goTo(0)
  else if (event.key === 'End') goTo(count - 1)
  else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row)
  else if (event.key === ' ' && row !== undefined && selection)
    selection.onChange(toggled(selection, rowKey(row)))
  else return
  event.preventDefault()
}
