// How a table's columns are described, for short tables and for long ones alike.
import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** Stands behind the title in grey, such as the currency. */
  readonly unit?: string | undefined
  readonly cell: (row: Row) => ReactNode
  /** Right-aligned with figures of one width. */
  readonly isNumeric?: boolean
  /** `120px`, or `2fr` in a long table (`20%` in a short one); shares what is left when left out. */
  readonly width?: string
  readonly isSortable?: boolean
  /** The title is read out but not shown, as over a column of buttons. */
  readonly isUntitled?: boolean
}

export interface Sort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

export interface Selection {
  readonly selected: ReadonlySet<string>
  /** The keys of everything that the box in the head stands for. */
  readonly all: readonly string[]
  readonly onChange: (selected: ReadonlySet<string>) => void
}

/** The selection with one more, or one less. */
export function toggled(selection: Selection, key: string): ReadonlySet<string> {
  const next = new Set(selection.selected)
  if (!next.delete(key)) next.add(key)
  return next
}

/** What the box in the head does: all, or none where all are selected. */
export function toggledAll(selection: Selection): ReadonlySet<string> {
  return isAll(selection) ? new Set() : new Set(selection.all)
}

export function isAll({ selected, all }: Selection): boolean {
  return all.length > 0 && all.every((key) => selected.has(key))
}

export function isSome(selection: Selection): boolean {
  return selection.selected.size > 0 && !isAll(selection)
}

/** The sort that a press on a column's head leads to. */
export function turned(sort: Sort | undefined, column: string): Sort {
  const isUp = sort?.column === column && sort.direction === 'ascending'
  return { column, direction: isUp ? 'descending' : 'ascending' }
}

// A code is pressed to be copied.
const WITHIN = 'a, button, input, select, textarea, label, summary, code, [role="combobox"], [role="option"]'

/** Whether a press on a row was meant for a control inside it. */
export function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest(WITHIN) !== null
}
