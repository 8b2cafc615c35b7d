// Importing a history file: look at it, say which column is which, read it. The run belongs to the
// window, so leaving the screen does not stop it.
import { useState } from 'react'
import { backend } from '../../backend'
import type { FileColumns, FilePreview, Imported } from '../../bindings'
import { asFailure, type Failure } from '../../failure'
import { formatCount } from '../../format/decimal'
import { type Run, startRun, useRun } from '../../hooks/useRuns'
import { useWork, type Work } from '../../hooks/useWork'
import { titleIn } from './fields'

export const IMPORT_RUN = 'import'

export interface FileImport {
  readonly path: string
  readonly setPath: (path: string) => void
  readonly looking: Work<readonly [string?]>
  readonly preview: FilePreview | null
  readonly columns: FileColumns | null
  readonly setTitle: (field: string, title: string | null) => void
  readonly setDayOrder: (order: string) => void
  readonly run: Run | null
  readonly result: Imported | null
  readonly error: Failure | null
  readonly read: () => Promise<void>
  readonly begin: () => void
}

export function useFileImport(): FileImport {
  const [path, setPath] = useState('')
  const [preview, setPreview] = useState<FilePreview | null>(null)
  const [columns, setColumns] = useState<FileColumns | null>(null)
  const [result, setResult] = useState<Imported | null>(null)
  const [error, setError] = useState<Failure | null>(null)
  const run = useRun(IMPORT_RUN)
  const looking = useWork(async (chosen?: string) => {
    const found = await backend.previewFile((chosen ?? path).trim())
    setPreview(found)
    setColumns(knownOnly(found))
    setResult(null)
    setError(null)
  })
  const begin = () => {
    setPreview(null)
    setColumns(null)
    setPath('')
    setResult(null)
  }
  const read = async () => {
    if (!columns) return
    setError(null)
    try {
      const file = path.trim()
      const title = `Importing ${file.split(/[\\/]/).at(-1) ?? 'a history file'}`
      const imported = await startRun(
        title,
        (id, progress) => backend.importFile(file, columns, id, progress),
        { kind: IMPORT_RUN, news: (done) => ({ title: importedWords(done) }) },
      )
      begin()
      setResult(imported)
    } catch (thrown) {
      setError(asFailure(thrown))
    }
  }
  return {
    ...{ path, looking, preview, columns, run, result, error, read, begin },
    setPath: (next) => {
      setPath(next)
      setPreview(null)
      setColumns(null)
    },
    setTitle: (field, title) => setColumns((was) => was && withTitle(was, field, title)),
    setDayOrder: (day_order) => setColumns((was) => was && { ...was, day_order }),
  }
}

/** Of remembered columns only those that this file has. */
function knownOnly({ titles, columns }: FilePreview): FileColumns {
  const known = Object.entries(columns.titles)
    .map(([field, title]) => [field, titleIn(titles, title)] as const)
    .filter((entry): entry is readonly [string, string] => entry[1] !== null)
  return { ...columns, titles: Object.fromEntries(known) }
}

export function withTitle(columns: FileColumns, field: string, title: string | null): FileColumns {
  const titles = { ...columns.titles }
  delete titles[field]
  return { ...columns, titles: title === null ? titles : { ...titles, [field]: title } }
}

/** "412 new changes were read; the history now holds 8,120 changes." */
export function importedWords({ events_new, events_total }: Imported): string {
  const total = `the history now holds ${formatCount(events_total)} ${events_total === 1 ? 'change' : 'changes'}`
  if (events_new === 0) return `The file holds nothing new; ${total}`
  const changes = events_new === 1 ? '1 new change was' : `${formatCount(events_new)} new changes were`
  return `${changes} read; ${total}`
}
