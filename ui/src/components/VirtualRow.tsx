// The head and one row of a VirtualTable. A row that has not been read yet shows grey bars.
import type { ReactNode } from 'react'
import { Tick } from './Choices'
import {
  type Column,
  isAll,
  isOnControl,
  isSome,
  type Selection,
  type Sort,
  toggled,
  toggledAll,
} from './columns'
import { HeadTitle } from './HeadTitle'

/** `current` is the row whose details stand beside the table. */
export type RowLook = 'unsaved' | 'muted' | 'bad' | 'current'

interface HeadProps<Row> {
  readonly columns: ReadonlyArray<Column<Row>>
  readonly template: string
  readonly selection: Selection | undefined
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort) => void) | undefined
}

export function VirtualHead<Row>({ columns, template, selection, sort, onSort }: HeadProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="VirtualTable-row VirtualTable-head"
      style={{ gridTemplateColumns: template }}
    >
      {selection ? (
        <div role="columnheader" className="VirtualTable-cell">
          <Tick
            name="Select all"
            isChecked={isAll(selection)}
            isMixed={isSome(selection)}
            onChange={() => selection.onChange(toggledAll(selection))}
          />
        </div>
      ) : null}
      {columns.map((column) => (
        <div
          key={column.id}
          role="columnheader"
          className="VirtualTable-cell"
          data-numeric={column.isNumeric ? '' : undefined}
          aria-sort={column.isSortable ? (sort?.column === column.id ? sort.direction : 'none') : undefined}
        >
          <HeadTitle column={column} sort={sort} onSort={onSort} />
        </div>
      ))}
    </div>
  )
}

interface TableOf<Row> {
  readonly rowKey: (row: Row) => string
  readonly rowName?: (row: Row) => string
  readonly rowState?: (row: Row) => RowLook | undefined
  readonly onOpen?: (row: Row) => void
  readonly selection?: Selection
}

interface RowProps<Row> {
  readonly id: string
  readonly index: number
  readonly start: number
  readonly row: Row | undefined
  readonly columns: ReadonlyArray<Column<Row>>
  readonly template: string
  readonly table: TableOf<Row>
  readonly isActive: boolean
  readonly onActivate: () => void
}

export function VirtualRow<Row>({
  id,
  index,
  start,
  row,
  columns,
  template,
  table,
  isActive,
  onActivate,
}: RowProps<Row>) {
  const { selection, onOpen } = table
  const key = row === undefined ? '' : table.rowKey(row)
  const isSelected = selection !== undefined && row !== undefined && selection.selected.has(key)
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selection ? isSelected : undefined}
      className="VirtualTable-row"
      data-active={isActive ? '' : undefined}
      data-selected={isSelected ? '' : undefined}
      data-opens={onOpen ? '' : undefined}
      data-state={row === undefined ? undefined : table.rowState?.(row)}
      style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
      onClick={(event) => {
        onActivate()
        if (row !== undefined && !isOnControl(event.target)) onOpen?.(row)
      }}
    >
      {selection ? (
        <Cell>
          {row === undefined ? null : (
            <Tick
              name={`Select ${table.rowName?.(row) ?? key}`}
              isOutOfTabOrder
              isChecked={isSelected}
              onChange={() => selection.onChange(toggled(selection, key))}
            />
          )}
        </Cell>
      ) : null}
      {columns.map((column) => (
        <Cell key={column.id} isNumeric={column.isNumeric === true}>
          {row === undefined ? <span className="VirtualTable-bar" /> : column.cell(row)}
        </Cell>
      ))}
    </div>
  )
}

function Cell({
  children,
  isNumeric = false,
}: {
  readonly children: ReactNode
  readonly isNumeric?: boolean
}) {
  return (
    <div role="gridcell" className="VirtualTable-cell" data-numeric={isNumeric ? '' : undefined}>
      {children}
    </div>
  )
}
