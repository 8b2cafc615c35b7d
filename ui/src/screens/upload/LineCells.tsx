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
import { ACTION, STATE, sentence } from './words'

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

export function ActionCell({
  line,
  isExport,
  isOver,
}: LineProps & { readonly isExport: boolean; readonly isOver: boolean }) {
  const Icon = ICON[line.action]
  const [kind, during, after] = STATE[line.state]
  return (
    <>
      <span className="Line-action" data-action={line.action}>
        <Icon size={14} aria-hidden />
        {ACTION[line.action]}
      </span>
      {isExport ? (
        <Status kind={isOver && kind === 'running' ? 'warn' : kind}>{isOver ? after : during}</Status>
      ) : null}
    </>
  )
}

export function ProductCell({ line }: LineProps) {
  const { product, after, text, error } = line
  const item = product && product !== after.item_name ? after.item_name : ''
  const second = [item, withoutName(text, product)].filter(Boolean).join(' · ')
  return (
    <>
      <span className="Line-product">{product ?? after.item_name}</span>
      {/* One line, whatever its length: the whole of it is on hover and in the line's details. */}
      <span className="Line-text" data-clip="" title={[item, text].filter(Boolean).join(' · ')}>
        {second}
      </span>
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
  if (was === now) return <>{show(now)}</>
  return (
    <span className="Turned">
      <span className="Turned-was">{show(was)} →</span>
      <span className="Hidden"> becomes </span> <b>{show(now)}</b>
    </span>
  )
}

export function QuantityCell({ line }: LineProps) {
  return <Turned line={line} of={({ quantity }) => quantity} show={(value) => <Quantity value={value} />} />
}

interface MoneyCellProps extends LineProps {
  readonly currency: string | undefined
}

export function PriceCell({ line, currency }: MoneyCellProps) {
  return (
    <Turned
      line={line}
      of={({ unit_price }) => unit_price}
      show={(value) => <Money amount={value} currency={currency} />}
    />
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
  return (
    <span className="Turned">
      <span className="Turned-was">
        <Money amount={invoice.before} currency={currency} /> →
      </span>
      <span className="Hidden"> becomes </span> <b>{now}</b>
    </span>
  )
}

const RUNS_ON = 'runs on'

export function PeriodCell({ line }: LineProps) {
  return (
    <span className="Line-period">
      <span>
        <Turned line={line} of={({ effective }) => effective} show={formatDay} />
      </span>
      <span>
        <Turned line={line} of={({ cancelled }) => cancelled ?? RUNS_ON} show={untilWords} />
      </span>
    </span>
  )
}

function untilWords(day: string): string {
  return day === RUNS_ON ? RUNS_ON : `to ${formatDay(day)}`
}
