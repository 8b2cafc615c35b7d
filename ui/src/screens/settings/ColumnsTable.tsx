// Which column of a history file holds which field, beside what the first rows say. It marks what
// is needed and not chosen; the backend refuses it in any case.
import type { FileColumns, FileField, FilePreview } from '../../bindings'
import type { Column } from '../../components/columns'
import { SelectField } from '../../components/SelectField'
import { Table } from '../../components/Table'
import { Tag } from '../../components/Tag'
import { fieldWord, samplesOf, titleIn } from './fields'

export interface ColumnsTableProps {
  readonly preview: FilePreview
  readonly columns: FileColumns
  readonly onTitle: (field: string, title: string | null) => void
}

const NONE = '\u0000none'
const SHOWN = 3

export function ColumnsTable({ preview, columns, onTitle }: ColumnsTableProps) {
  const options = [
    { value: NONE, label: 'Not in this file' },
    ...[...new Set(preview.titles)]
      .filter((title) => title !== '')
      .map((title) => ({ value: title, label: title })),
  ]
  const chosen = (field: FileField) => titleIn(preview.titles, columns.titles[field.name])
  const table: ReadonlyArray<Column<FileField>> = [
    {
      id: 'field',
      title: 'What Accord reads',
      width: '26%',
      cell: (field) => (
        <span className="Row">
          {fieldWord(field.name)}
          {field.needed ? <Tag tone={chosen(field) === null ? 'bad' : 'neutral'}>Needed</Tag> : null}
        </span>
      ),
    },
    {
      id: 'column',
      title: 'Column of the file',
      width: '30%',
      cell: (field) => (
        <SelectField
          label={`Column for ${fieldWord(field.name)}`}
          isCompact
          value={chosen(field) ?? NONE}
          options={options}
          onChange={(title) => onTitle(field.name, title === NONE ? null : title)}
        />
      ),
    },
    {
      id: 'sample',
      title: 'In the first rows',
      cell: (field) => (
        <span className="Import-sample">
          {samplesOf(preview.titles, preview.sample, chosen(field)).slice(0, SHOWN).join(' · ')}
        </span>
      ),
    },
  ]
  return (
    <Table
      label="Columns of the file"
      columns={table}
      rows={preview.fields}
      rowKey={({ name }) => name}
      rowState={(field) => (field.needed && chosen(field) === null ? 'bad' : undefined)}
    />
  )
}

/** What is needed and has no column yet, in words. */
export function missingOf({ fields, titles }: FilePreview, columns: FileColumns): readonly string[] {
  return fields
    .filter(({ name, needed }) => needed && titleIn(titles, columns.titles[name]) === null)
    .map(({ name }) => fieldWord(name))
}
