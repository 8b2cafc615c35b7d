// One class of suggestions as a table. In a row, A accepts and N notes that there is no match; the
// arrows go from row to row.
import { Check, Link2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { Suggestion } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { Table } from '../../components/Table'
import { sentence } from '../../format/words'
import { useRouter } from '../../shell/router'
import type { Suggesting } from './useSuggestions'
import { KINDS } from './words'

export interface SuggestTableProps {
  readonly suggesting: Suggesting
  readonly rows: readonly Suggestion[]
  readonly label: string
  /** A step on the row of this index is about to be done. */
  readonly onDone: (index: number) => void
}

export function SuggestTable({ suggesting, rows, label, onDone }: SuggestTableProps) {
  return (
    <div className="Suggest">
      <Table
        label={label}
        rows={rows}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        columns={columnsOf(suggesting, rows, onDone)}
        empty={<p className="Muted">There is none of them.</p>}
      />
    </div>
  )
}

function columnsOf(
  suggesting: Suggesting,
  rows: readonly Suggestion[],
  onDone: (index: number) => void,
): ReadonlyArray<Column<Suggestion>> {
  const kind = KINDS[suggesting.scope.of]
  return [
    {
      id: 'ours',
      title: kind.ours,
      width: '23%',
      cell: ({ name, detail }) => <Named {...{ name, detail }} />,
    },
    {
      id: 'theirs',
      title: kind.theirs,
      width: '24%',
      cell: ({ candidate }) => (candidate ? <Named {...candidate} /> : <span className="Faint">None</span>),
    },
    { id: 'why', title: 'Why', cell: ({ reason }) => <span className="Selectable">{sentence(reason)}</span> },
    {
      id: 'steps',
      title: 'Steps',
      isUntitled: true,
      width: '188px',
      cell: (row) => <Steps {...{ suggesting, row }} onDone={() => onDone(rows.indexOf(row))} />,
    },
  ]
}

function Named({ name, detail }: { readonly name: string; readonly detail: string | null }) {
  return (
    <>
      <span className="Line-product">{name}</span>
      {detail ? <span className="Line-text">{detail}</span> : null}
    </>
  )
}

interface StepsProps {
  readonly suggesting: Suggesting
  readonly row: Suggestion
  readonly onDone: () => void
}

function Steps({ suggesting, row, onDone }: StepsProps) {
  const { accept, mark, scope } = suggesting
  const { navigate } = useRouter()
  const isBusy = accept.isBusy || mark.isBusy
  const isMarked = row.standing === 'no-match'
  const steps = {
    a: () => {
      if (row.candidate === null || isBusy) return
      onDone()
      void accept.start(row)
    },
    n: () => {
      if (isBusy) return
      onDone()
      void mark.start(row, !isMarked)
    },
  }
  const byHand = () =>
    void navigate('mapping', scope.of === 'customers' ? { customer: row.id } : { customer: scope.customer })
  return (
    <div
      className="Suggest-steps"
      role="group"
      aria-label={`Steps for ${row.name}`}
      onKeyDown={keysOf(steps)}
    >
      {row.candidate ? (
        <Button
          size="s"
          icon={Check}
          aria-label={`Accept: ${row.name} is ${row.candidate.name}`}
          onPress={steps.a}
        >
          Accept
        </Button>
      ) : (
        <Button size="s" icon={Link2} aria-label={`Map ${row.name} by hand`} onPress={byHand}>
          By hand
        </Button>
      )}
      <Button
        size="s"
        look="quiet"
        aria-label={`${isMarked ? 'Look again for' : 'No match for'} ${row.name}`}
        onPress={steps.n}
      >
        {isMarked ? 'Look again' : 'No match'}
      </Button>
    </div>
  )
}

function keysOf(steps: Readonly<Record<'a' | 'n', () => void>>) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.toLowerCase()
    if (key === 'a' || key === 'n') steps[key]()
    else if (key === 'arrowdown') stepTo(event.currentTarget, 1)
    else if (key === 'arrowup') stepTo(event.currentTarget, -1)
    else return
    event.preventDefault()
  }
}

/** The same button in the row above or below. */
function stepTo(from: HTMLElement, by: number): void {
  const all = [...(from.closest('table')?.querySelectorAll<HTMLElement>('.Suggest-steps') ?? [])]
  const place = [...from.querySelectorAll<Element>('button')].indexOf(document.activeElement ?? from)
  const row = all[all.indexOf(from) + by]
  row?.querySelectorAll<HTMLElement>('button')[Math.max(0, place)]?.focus()
}
