// A change in small pieces, as tables and the panel show it: its kind as a tag, what it was and what
// it became. It formats text and computes nothing.
import type { ChangeKind } from '../../bindings'
import { Tag } from '../../components/Tag'
import { formatDecimal } from '../../format/decimal'
import { KIND } from './kinds'

export function KindTag({ kind }: { readonly kind: ChangeKind }) {
  const { word, icon, tone } = KIND[kind]
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  )
}

export interface FromToProps {
  readonly from: string | null
  readonly to: string | null
  /** Digits after the point that are usual; quantities have none. */
  readonly fraction?: number
  /** In a narrow cell: a new figure behind an arrow, what it was on hover and read out. */
  readonly isShort?: boolean
}

/** `10 → 12`, or one figure in grey where nothing changed. */
export function FromTo({ from, to, fraction = 0, isShort = false }: FromToProps) {
  const text = (value: string | null) => (value === null ? null : formatDecimal(value, { fraction }))
  const Text = isShort ? ShortFromTo : FromToText
  return <Text from={text(from)} to={text(to)} />
}

/** The same for what is no number, such as a status. */
export function FromToText({ from, to }: Pick<FromToProps, 'from' | 'to'>) {
  if (to === null && from === null) return <span className="Faint">–</span>
  if (from === to || from === null) return <span className="FromTo-same">{to}</span>
  return (
    <span title={`${from} → ${to ?? 'none'}`}>
      <span className="FromTo-before">{from}</span>
      <span className="FromTo-arrow" aria-hidden>
        →
      </span>
      <span className="Hidden"> to </span>
      <span className="FromTo-after">{to ?? '–'}</span>
    </span>
  )
}

/** In a narrow cell: what is new behind an arrow, what it was on hover and read out. */
export function ShortFromTo({ from, to }: Pick<FromToProps, 'from' | 'to'>) {
  if (from === to || from === null || to === null) return <FromToText from={null} to={to ?? from} />
  return (
    <span title={`${from} → ${to}`}>
      <span className="Hidden">{from} to </span>
      <span className="FromTo-before" aria-hidden>
        →{' '}
      </span>
      {to}
    </span>
  )
}
