// A table of up to some hundred rows that are all there: an ordinary table with a head that stays
// in sight. It sorts and filters nothing; for thousands of rows see VirtualTable.
import { ChevronRight } from 'lucide-react'
import { Fragment, type ReactNode, useState } from 'react'
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
import './Table.css'

/** `unsaved` marks a row in its margin; `muted` greys it; `bad` marks one with an error. */
export type RowState = 'unsaved' | 'muted' | 'bad'

export interface Unfolding {
  readonly key: string | null
  readonly onChange: (key: string | null) => void
}

export interface TableProps<Row> {
  /** What the table holds, read out. */
  readonly label: string
  readonly columns: ReadonlyArray<Column<Row>>
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** What a row is called in "Select …". */
  readonly rowName?: (row: Row) => string
  readonly rowState?: (row: Row) => RowState | undefined
  /** The first cell becomes a button; a press anywhere on the row does the same. */
  readonly onOpen?: (row: Row) => void
  readonly selection?: Selection
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  /** Unfolds under a row; `null` where there is nothing to unfold. */
  readonly detail?: (row: Row) => ReactNode
  /** Where the screen says which row is unfolded, one at a time; else each row keeps it for itself. */
  readonly unfolding?: Unfolding
  /** Cells of a last row by column, such as sums. */
  readonly foot?: Readonly<Record<string, ReactNode>>
  /** Stands in the place of the rows where there are none. */
  readonly empty?: ReactNode
}

export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, selection, detail, foot, empty } = props
  const extra = (selection ? 1 : 0) + (detail ? 1 : 0)
  return (
    <table className="Table" aria-label={label}>
      <colgroup>
        {selection ? <col className="Table-narrow" /> : null}
        {detail ? <col className="Table-narrow" /> : null}
        {columns.map((column) => (
          <col key={column.id} style={column.width ? { width: column.width } : {}} />
        ))}
      </colgroup>
      <TableHead {...props} />
      <tbody>
        {rows.map((row) => (
          <TableRow key={rowKey(row)} row={row} table={props} />
        ))}
        {rows.length === 0 && empty ? (
          <tr>
            <td colSpan={columns.length + extra}>{empty}</td>
          </tr>
        ) : null}
      </tbody>
      {foot ? (
        <tfoot>
          <tr>
            {extra > 0 ? <td className="Table-tight" colSpan={extra} /> : null}
            {columns.map((column) => (
              <td key={column.id} data-numeric={column.isNumeric ? '' : undefined}>
                {foot[column.id]}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}

function TableHead<Row>({ columns, selection, detail, sort, onSort }: TableProps<Row>) {
  return (
    <thead>
      <tr>
        {selection ? (
          <th scope="col" className="Table-tight">
            <Tick
              name="Select all"
              isChecked={isAll(selection)}
              isMixed={isSome(selection)}
              onChange={() => selection.onChange(toggledAll(selection))}
            />
          </th>
        ) : null}
        {detail ? (
          <th scope="col" className="Table-tight">
            <span className="Hidden">More</span>
          </th>
        ) : null}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            data-numeric={column.isNumeric ? '' : undefined}
            aria-sort={column.isSortable ? (sort?.column === column.id ? sort.direction : 'none') : undefined}
          >
            <HeadTitle column={column} sort={sort} onSort={onSort} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

function TableRow<Row>({ row, table }: { readonly row: Row; readonly table: TableProps<Row> }) {
  const { columns, rowKey, rowState, onOpen, selection, detail } = table
  const key = rowKey(row)
  const [isOpen, turn] = useUnfold(key, table.unfolding)
  const name = table.rowName?.(row) ?? key
  const more = detail?.(row) ?? null
  const press = onOpen ? () => onOpen(row) : more !== null ? turn : undefined
  return (
    <Fragment>
      <tr
        data-state={rowState?.(row)}
        data-opens={press ? '' : undefined}
        data-selected={selection?.selected.has(key) ? '' : undefined}
        onClick={(event) => {
          if (press && !isOnControl(event.target)) press()
        }}
      >
        {selection ? (
          <td className="Table-tight">
            <Tick
              name={`Select ${name}`}
              isChecked={selection.selected.has(key)}
              onChange={() => selection.onChange(toggled(selection, key))}
            />
          </td>
        ) : null}
        {detail ? (
          <td className="Table-tight">
            {more === null ? null : <Unfold name={name} isOpen={isOpen} onPress={turn} />}
          </td>
        ) : null}
        {columns.map((column, index) => (
          <td key={column.id} data-numeric={column.isNumeric ? '' : undefined}>
            {onOpen && index === 0 ? (
              <button type="button" className="Table-open" onClick={() => onOpen(row)}>
                {column.cell(row)}
              </button>
            ) : (
              column.cell(row)
            )}
          </td>
        ))}
      </tr>
      {isOpen && more !== null ? (
        <tr className="Table-detail">
          <td colSpan={columns.length + (selection ? 2 : 1)}>{more}</td>
        </tr>
      ) : null}
    </Fragment>
  )
}

/** Whether a row is unfolded, and what turns that. */
function useUnfold(key: string, unfolding: Unfolding | undefined): readonly [boolean, () => void] {
  const [isOwn, setOwn] = useState(false)
  const isOpen = unfolding ? unfolding.key === key : isOwn
  return [isOpen, () => (unfolding ? unfolding.onChange(isOpen ? null : key) : setOwn(!isOpen))]
}

interface UnfoldProps {
  readonly name: string
  readonly isOpen: boolean
  readonly onPress: () => void
}

function Unfold({ name, isOpen, onPress }: UnfoldProps) {
  return (
    <button
      type="button"
      className="Table-unfold"
      aria-expanded={isOpen}
      aria-label={`More about ${name}`}
      onClick={onPress}
    >
      <ChevronRight size={16} aria-hidden />
    </button>
  )
}
