// The figures behind the plot: each day that had changes, by kind, the newest first.
import type { ChangeKind } from '../../bindings'
import type { Column } from '../../components/columns'
import { Table } from '../../components/Table'
import { formatCount } from '../../format/decimal'
import { formatDay } from '../../format/time'
import { KIND } from '../history/kinds'
import type { Busy, BusyDay } from './busy'

export interface BusyTableProps {
  readonly busy: Busy
  readonly onOpen: (day: string) => void
}

export function BusyTable({ busy, onOpen }: BusyTableProps) {
  const rows = busy.days.filter(({ total }) => total > 0).reverse()
  const kind = (one: ChangeKind): Column<BusyDay> => ({
    id: one,
    title: KIND[one].word,
    isNumeric: true,
    cell: ({ kinds }) => (kinds[one] ? formatCount(kinds[one]) : <span className="Faint">0</span>),
  })
  const columns: ReadonlyArray<Column<BusyDay>> = [
    { id: 'day', title: 'Day', cell: ({ day }) => <span className="Number">{formatDay(day)}</span> },
    { id: 'total', title: 'All', isNumeric: true, cell: ({ total }) => formatCount(total) },
    ...busy.kinds.map(kind),
  ]
  return (
    <div className="BusyTable">
      <Table
        label="Changes per day by kind"
        columns={columns}
        rows={rows}
        rowKey={({ day }) => day}
        onOpen={({ day }) => onOpen(day)}
      />
    </div>
  )
}
