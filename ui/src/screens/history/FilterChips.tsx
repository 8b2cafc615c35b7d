// The filters that are on, each as a chip that takes it away, and how many changes are left.
import { X } from 'lucide-react'
import type { HistoryFilter } from '../../bindings'
import { formatCount } from '../../format/decimal'
import { formatDay } from '../../format/time'
import { KIND } from './kinds'

export interface Chip {
  readonly id: string
  readonly text: string
  /** What the filter is without it. */
  readonly without: Partial<HistoryFilter>
}

export interface ChipNames {
  readonly customer: string
  readonly subscription: string
}

export function chipsOf(filter: HistoryFilter, names: ChipNames): readonly Chip[] {
  const chips: Array<Chip | false> = [
    filter.decide && { id: 'decide', text: 'To decide', without: { decide: false } },
    filter.text.trim() !== '' && {
      id: 'text',
      text: `“${filter.text.trim()}”`,
      without: { text: '' },
    },
    filter.customer !== null && {
      id: 'customer',
      text: names.customer,
      without: { customer: null },
    },
    filter.subscription !== null && {
      id: 'subscription',
      text: names.subscription,
      without: { subscription: null },
    },
    ...filter.kinds.map((kind) => ({
      id: kind,
      text: KIND[kind].word,
      without: { kinds: filter.kinds.filter((one) => one !== kind) },
    })),
    filter.uploaded !== null && {
      id: 'uploaded',
      text: filter.uploaded ? 'Uploaded' : 'Not uploaded',
      without: { uploaded: null },
    },
    filter.from !== null && {
      id: 'from',
      text: `From ${formatDay(filter.from)}`,
      without: { from: null },
    },
    filter.until !== null && {
      id: 'until',
      text: `Until ${formatDay(filter.until)}`,
      without: { until: null },
    },
  ]
  return chips.filter((chip) => chip !== false)
}

export interface FilterChipsProps {
  readonly chips: readonly Chip[]
  readonly total: number | null
  readonly onChange: (part: Partial<HistoryFilter>) => void
  readonly onClear: () => void
}

export function FilterChips({ chips, total, onChange, onClear }: FilterChipsProps) {
  return (
    <div className="Chips">
      {chips.map(({ id, text, without }) => (
        <button
          key={id}
          type="button"
          className="Chip"
          aria-label={`Remove the filter ${text}`}
          onClick={() => onChange(without)}
        >
          <span className="Clip">{text}</span>
          <X size={12} aria-hidden />
        </button>
      ))}
      {chips.length > 1 ? (
        <button type="button" className="TextLink" onClick={onClear}>
          Clear all
        </button>
      ) : null}
      <p className="Chips-count" role="status">
        {total === null ? '' : countOf(total)}
      </p>
    </div>
  )
}

const countOf = (total: number) => (total === 1 ? '1 change' : `${formatCount(total)} changes`)
