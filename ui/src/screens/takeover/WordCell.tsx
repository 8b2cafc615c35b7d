// The choice in a line's row. A letter chooses at once (A, E, L), Enter opens; a choice made with
// the keyboard goes on to the next row, as in a spreadsheet.
import { type KeyboardEvent, useRef } from 'react'
import type { BilledSubscription, DuplicateWord, HandLine } from '../../bindings'
import { SelectField, type SelectOption } from '../../components/SelectField'

export interface WordCellProps {
  readonly line: HandLine
  /** What the line is called, read out. */
  readonly name: string
  readonly subscriptions: readonly BilledSubscription[]
  readonly word: DuplicateWord | null
  readonly onChoose: (word: DuplicateWord) => void
}

const ADOPT = 'adopt '

export function WordCell({ line, name, subscriptions, word, onChoose }: WordCellProps) {
  const cell = useRef<HTMLDivElement>(null)
  const isByKey = useRef(false)
  return (
    <div
      ref={cell}
      className="WordCell"
      onKeyDownCapture={(event: KeyboardEvent) => {
        isByKey.current = event.key === 'Enter' || event.key.length === 1
      }}
      onPointerDownCapture={() => {
        isByKey.current = false
      }}
    >
      <SelectField
        label={`What becomes of ${name}`}
        isCompact
        placeholder="Decide"
        value={word === null ? null : keyOf(word)}
        options={optionsFor(line, subscriptions)}
        onChange={(key) => {
          onChoose(wordFor(key))
          // The list gives the focus back when it closes; only then it can go on.
          if (isByKey.current) setTimeout(() => focusNext(cell.current), 50)
        }}
      />
    </div>
  )
}

function optionsFor(
  line: HandLine,
  subscriptions: readonly BilledSubscription[],
): ReadonlyArray<SelectOption<string>> {
  const own = line.is_adoptable ? subscriptions.filter(({ item }) => item === line.item) : []
  return [
    ...own.map(({ id, product, has }) => ({
      value: `${ADOPT}${id}`,
      label: own.length > 1 ? `Adopt for ${has} (…${id.slice(-4)})` : `Adopt for ${has}`,
      description: `${product}: it becomes this subscription’s line`,
    })),
    {
      value: 'end',
      label: 'End it',
      description: 'The day before the first open day. What was invoiced stays',
    },
    { value: 'leave', label: 'Leave it', description: 'It is something else and goes on as it is' },
  ]
}

function keyOf(word: DuplicateWord): string {
  return word.word === 'adopt' ? `${ADOPT}${word.subscription}` : word.word
}

function wordFor(key: string): DuplicateWord {
  if (key.startsWith(ADOPT)) return { word: 'adopt', subscription: key.slice(ADOPT.length) }
  return key === 'end' ? { word: 'end' } : { word: 'leave' }
}

/** To the choice of the next row that has one; from the last row nowhere. */
function focusNext(cell: HTMLElement | null): void {
  const all = [...(cell?.closest('table')?.querySelectorAll<HTMLElement>('.WordCell') ?? [])]
  const next = cell ? all[all.indexOf(cell) + 1] : undefined
  next?.querySelector('button')?.focus()
}
