// The cells of a plan's line: what it was stands muted before what it becomes. They compare text
// and compute nothing.
import {
  CircleAlert,
  CirclePlus,
  CircleSlash,
  CircleStop,
  Link2,
  type LucideIcon,
  PencilLine,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Action, Line, Operation } from '../../bindings'
import { Money, Quantity } from '../../components/Money'
import { Status } from '../../components/Tag'
import { formatDay } from '../../format/time'
import type { PlanLine } from './planLines'
import { ACTION, inWords, STATE, sentence } from './words'

const ICON: Readonly<Record<Action, LucideIcon>> = {
  create: CirclePlus,
  change: PencilLine,
  end: CircleStop,
  void: CircleSlash,
  adopt: Link2,
}

export interface LineProps {
  readonly line: Operation
}

interface ActionCellProps extends PlanLine {
  readonly isExport: boolean
  readonly isOver: boolean
}

/** What happens to the line; where it is taken over first, both, one under the other. */
export function ActionCell({ line, adopted, isExport, isOver }: ActionCellProps) {
  const isTwice = adopted !== null && adopted.state !== line.state
  return (
    <>
      {adopted ? <ActionWord action="adopt" word={ACTION.adopt} /> : null}
      {adopted && isExport && isTwice ? <StateOf line={adopted} isOver={isOver} /> : null}
      <ActionWord
        action={line.action}
        word={adopted ? `then ${ACTION[line.action].toLowerCase()}` : ACTION[line.action]}
      />
      {isExport ? <StateOf line={line} isOver={isOver} /> : null}
    </>
  )
}

function ActionWord({ action, word }: { readonly action: Action; readonly word: string }) {
  const Icon = ICON[action]
  return (
    <span className="Line-action" data-action={action}>
      <Icon size={14} aria-hidden />
      {word}
    </span>
  )
}

function StateOf({ line, isOver }: LineProps & { readonly isOver: boolean }) {
  const [kind, during, after] = STATE[line.state]
  return <Status kind={isOver && kind === 'running' ? 'warn' : kind}>{isOver ? after : during}</Status>
}

interface ProductCellProps extends PlanLine {
  /** Where there are no columns for them: what it bills, at what price, from when to when. */
  readonly brief?: ReactNode
}

export function ProductCell({ line, adopted, brief }: ProductCellProps) {
  const { product, after, text } = line
  const error = line.error ?? adopted?.error
  const item = product && product !== after.item_name ? after.item_name : ''
  const says = withoutName(text, product)
  const second = [says, item].filter(Boolean).join(' · ')
  return (
    <>
      <span className="Line-product">{product ?? after.item_name}</span>
      {/* One line, whatever its length: the whole of it is on hover and in the line's details. */}
      <span className="Line-text" data-clip="" title={[text, item].filter(Boolean).join(' · ')}>
        {inWords(second)}
      </span>
      {brief ? <span className="Line-brief">{brief}</span> : null}
      {error ? (
        <span className="Line-error">
          <CircleAlert size={14} aria-hidden />
          <span>{sentence(error)}</span>
        </span>
      ) : null}
    </>
  )
}

/** The text of the invoice without the name that stands above it: what tells lines apart comes first. */
function withoutName(text: string | null, product: string | null): string | null {
  const name = product === null ? null : `${product}: `
  return name !== null && text?.startsWith(name) ? text.slice(name.length) : text
}

interface TurnedProps {
  readonly line: Operation
  /** What of a line is shown. */
  readonly of: (line: Line) => string
  readonly show: (value: string) => ReactNode
}

/** One value; where it changes, the old one muted before the new one. */
function Turned({ line: { before, after }, of, show }: TurnedProps) {
  const now = of(after)
  const was = before === null ? now : of(before)
  return was === now ? show(now) : <Change was={show(was)} now={show(now)} />
}

/** Figures stand one above the other, so that their points align. */
function Change({ was, now }: { readonly was: ReactNode; readonly now: ReactNode }) {
  return (
    <span className="Turned">
      <span className="Turned-was">{was}</span>
      <span className="Hidden"> becomes </span>{' '}
      <span className="Turned-arrow" aria-hidden>
        →
      </span>{' '}
      <b>{now}</b>
    </span>
  )
}

export function QuantityCell({ line }: LineProps) {
  return <Turned line={line} of={({ quantity }) => quantity} show={(value) => <Quantity value={value} />} />
}

interface MoneyCellProps extends LineProps {
  readonly currency: string | undefined
  readonly places?: number
}

export function PriceCell({ line, currency, places }: MoneyCellProps) {
  return (
    <span className="Line-price">
      <Turned
        line={line}
        of={({ unit_price }) => unit_price}
        show={(value) => <Money amount={value} currency={currency} places={places} />}
      />
    </span>
  )
}

/** What the line comes to on the next invoice. A record of an older Accord does not say. */
export function AmountCell({ line, currency }: MoneyCellProps) {
  const { on_invoice: invoice, before } = line
  if (invoice === null) return <span className="Muted">–</span>
  const now = <Money amount={invoice.after} currency={currency} />
  if (before === null) return now
  // Said, for else who adds the column up adds what does not change.
  if (invoice.before === invoice.after) {
    return (
      <span className="Line-same">
        {now} <span className="Line-stays">unchanged</span>
      </span>
    )
  }
  return <Change was={<Money amount={invoice.before} currency={currency} />} now={now} />
}

const RUNS_ON = 'runs on'
const NOTHING = 'nothing billed'

export function PeriodCell({ line }: LineProps) {
  // Its last day is its first one then, as if that one day were billed.
  if (!line.after.billable) {
    return (
      <span className="Line-period">
        <span>from {formatDay(line.after.effective)}</span> <b>{NOTHING}</b>
      </span>
    )
  }
  return (
    <span className="Line-period">
      <span>
        <Turned line={line} of={({ effective }) => effective} show={formatDay} />
      </span>{' '}
      <span>
        <Turned line={line} of={untilOf} show={untilWords} />
      </span>
    </span>
  )
}

const untilOf = ({ billable, cancelled }: Line) => (billable ? (cancelled ?? RUNS_ON) : NOTHING)

function untilWords(day: string): string {
  return day === RUNS_ON || day === NOTHING ? day : `to ${formatDay(day)}`
}

/** Quantity, price and days in one line, for a table that has no room for their columns. */
export function BriefCell({ line, currency }: MoneyCellProps) {
  return (
    <>
      <QuantityCell line={line} /> × <PriceCell line={line} currency={currency} />, <PeriodCell line={line} />
    </>
  )
}
