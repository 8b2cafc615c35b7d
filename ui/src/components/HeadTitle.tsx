// The title over a column: with its unit, and as a button where the column can be sorted.
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type Column, type Sort, turned } from './columns'

export interface HeadTitleProps<Row> {
  readonly column: Column<Row>
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort) => void) | undefined
}

export function HeadTitle<Row>({ column, sort, onSort }: HeadTitleProps<Row>) {
  const words = (
    <>
      {column.title}
      {column.unit ? <span className="Table-unit"> {column.unit}</span> : null}
    </>
  )
  if (column.isUntitled) return <span className="Hidden">{column.title}</span>
  if (!column.isSortable || !onSort) return words
  const isSorted = sort?.column === column.id
  const Arrow = sort?.direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <button type="button" className="Table-sort" onClick={() => onSort(turned(sort, column.id))}>
      {words}
      <Arrow size={12} aria-hidden data-shown={isSorted ? '' : undefined} />
    </button>
  )
}
