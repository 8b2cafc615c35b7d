// An agreement's hand-made lines, each with what is proposed, why, and the choice.
import type { DuplicateWord, HandLine, TakeOver } from '../../bindings'
import type { Column } from '../../components/columns'
import { Money, Quantity } from '../../components/Money'
import { Table } from '../../components/Table'
import { currencyDigits, mostPlaces } from '../../format/decimal'
import { formatDay } from '../../format/time'
import { inWords, licences } from '../../format/words'
import { type TakingOver, wordOf } from './useTakeOver'
import { WordCell } from './WordCell'

export interface HandLinesProps {
  readonly found: TakeOver
  readonly taking: TakingOver
}

export function HandLines({ found, taking }: HandLinesProps) {
  return (
    <div className="TakeOver-lines">
      <Table
        label={`Hand-made lines on ${found.name}`}
        rows={found.lines}
        rowKey={({ addition }) => String(addition)}
        rowName={(line) => lineName(line, found)}
        rowState={(line) => {
          if (!line.needs_word) return 'muted'
          return taking.drafts.has(line.addition) ? 'unsaved' : undefined
        }}
        columns={columnsOf(found, taking)}
        empty={<p className="Muted">Nobody made a line by hand on this agreement.</p>}
      />
    </div>
  )
}

function columnsOf(found: TakeOver, taking: TakingOver): ReadonlyArray<Column<HandLine>> {
  const currency = found.currency ?? undefined
  const places = mostPlaces(
    found.lines.map(({ values }) => values.unit_price),
    currencyDigits(currency),
  )
  return [
    {
      id: 'line',
      title: 'Hand-made line',
      width: '21%',
      cell: (line) => <Name line={line} name={nameOf(line, found)} />,
    },
    {
      id: 'quantity',
      title: 'Quantity',
      isNumeric: true,
      width: '64px',
      cell: ({ values }) => <Quantity value={values.quantity} />,
    },
    {
      id: 'price',
      title: 'Price',
      unit: currency,
      isNumeric: true,
      width: '84px',
      cell: ({ values }) => <Money amount={values.unit_price} currency={currency} places={places} />,
    },
    {
      id: 'days',
      title: 'Days',
      width: '104px',
      cell: ({ values }) => <Days from={values.effective} to={values.cancelled} />,
    },
    {
      id: 'proposal',
      title: 'Proposed, and why',
      cell: (line) => (
        <>
          <span className="TakeOver-proposal">{proposalWords(line.proposal, found)}</span>
          <span className="Line-text">{inWords(line.reason)}</span>
        </>
      ),
    },
    {
      id: 'word',
      title: 'Your choice',
      width: '200px',
      cell: (line) =>
        line.needs_word ? (
          <WordCell
            line={line}
            name={lineName(line, found)}
            subscriptions={found.subscriptions}
            word={wordOf(line, taking.drafts)}
            onChoose={(word) => taking.choose(line.addition, word)}
          />
        ) : (
          <span className="Faint">Nothing to decide</span>
        ),
    },
  ]
}

/** What the line is of, by the name that people know; its item's code stands below. */
function nameOf({ item, item_name, product: called, text }: HandLine, { subscriptions }: TakeOver): string {
  const products = new Set(subscriptions.filter((one) => one.item === item).map(({ product }) => product))
  const [product] = products
  return products.size === 1 && product ? product : called || text || item_name
}

/** The same with what tells equals apart, to be read out. */
function lineName(line: HandLine, found: TakeOver): string {
  return `${nameOf(line, found)}, ${licences(line.values.quantity)}, addition ${line.addition}`
}

function Name({ line, name }: { readonly line: HandLine; readonly name: string }) {
  const facts = [
    line.text === name ? null : line.text,
    line.included === null ? null : `${line.included} included`,
    line.values.billable ? null : 'not billable',
    line.item_name === name ? null : line.item_name,
  ]
  const words = facts.filter(Boolean).join(' · ')
  return (
    <>
      <span className="Line-product">{name}</span>
      <span className="Line-text" data-clip="" title={words}>
        {words}
      </span>
    </>
  )
}

export function Days({ from, to }: { readonly from: string; readonly to: string | null }) {
  return (
    <span className="Line-period">
      <span>{formatDay(from)}</span>
      <span>{to === null ? 'runs on' : `to ${formatDay(to)}`}</span>
    </span>
  )
}

/** `Adopt for 8 licences`; where several are of one product, with the end of its id. */
function proposalWords(word: DuplicateWord, { subscriptions }: TakeOver): string {
  if (word.word !== 'adopt') return word.word === 'end' ? 'End it' : 'Leave it'
  const whose = subscriptions.find(({ id }) => id === word.subscription)
  if (!whose) return 'Adopt it'
  const isOne = subscriptions.filter(({ item }) => item === whose.item).length === 1
  return isOne
    ? `Adopt for ${whose.product}, ${whose.has}`
    : `Adopt for ${whose.product}, ${whose.has} (…${whose.id.slice(-4)})`
}
