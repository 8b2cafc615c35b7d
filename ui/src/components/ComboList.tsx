// The list that floats under a ComboSearch. It follows the field and says how much there is beyond
// what it shows; focus stays in the field.
import { Ban, Check } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useOverlayPosition } from 'react-aria'
import { createPortal } from 'react-dom'
import { formatCount } from '../format/decimal'
import { inWords } from '../format/words'
import type { SearchList } from '../hooks/useSearchList'
import type { Combo, ComboOption } from './useCombo'
import './Popover.css'

export interface ComboListProps<T> {
  readonly id: string
  readonly label: string
  readonly field: RefObject<HTMLElement | null>
  readonly combo: Combo<T>
  readonly hint: ReactNode
}

export function ComboList<T>({ id, label, field, combo, hint }: ComboListProps<T>) {
  const overlay = useRef<HTMLDivElement>(null)
  const { list, option } = combo
  const { overlayProps } = useOverlayPosition({
    targetRef: field,
    overlayRef: overlay,
    placement: 'bottom start',
    offset: 4,
    isOpen: true,
  })
  const count = list.rows.length
  useEffect(() => {
    overlay.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  })
  const width = field.current?.offsetWidth ?? 320
  return createPortal(
    <div
      ref={overlay}
      className="Popover ComboSearch-popover"
      data-react-aria-top-layer="true"
      style={{ ...overlayProps.style, width: Math.max(width, 320) }}
      onMouseDown={(event) => event.preventDefault()}
    >
      <ComboRows id={id} label={label} combo={combo} />
      <div className="Popover-foot" role="status">
        <span>{statusOf(list)}</span>
        {list.error ? (
          <button type="button" className="ComboSearch-retry" onClick={combo.retry}>
            Try again
          </button>
        ) : null}
      </div>
      {hint && list.hasAnswer && count === 0 ? <div className="Popover-empty">{hint}</div> : null}
      <span className="Hidden" aria-live="polite">
        {activeReason(list, option)}
      </span>
    </div>,
    document.body,
  )
}

function ComboRows<T>({ id, label, combo }: Pick<ComboListProps<T>, 'id' | 'label' | 'combo'>) {
  const { list, option, take } = combo
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      aria-busy={list.isStale}
      className="Popover-list"
      data-empty={list.rows.length === 0 ? '' : undefined}
    >
      {list.rows.map((row, index) => {
        const face = option(row)
        return (
          <ComboRow
            key={face.id}
            id={`${id}-row-${index}`}
            face={face}
            isActive={index === list.active}
            isChosen={face.id === combo.chosenId}
            onTake={() => take(index)}
          />
        )
      })}
    </div>
  )
}

interface RowProps {
  readonly id: string
  readonly face: ComboOption
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly onTake: () => void
}

function ComboRow({ id, face, isActive, isChosen, onTake }: RowProps) {
  return (
    <div
      id={id}
      role="option"
      className="Option"
      aria-selected={isChosen}
      aria-disabled={face.disabledReason ? true : undefined}
      data-active={isActive ? '' : undefined}
      onClick={onTake}
    >
      <span className="Option-check">{isChosen ? <Check size={16} aria-hidden /> : null}</span>
      <span className="Option-text">
        <span>{face.label}</span>
        {face.secondary ? <span className="Option-secondary">{face.secondary}</span> : null}
        {face.disabledReason ? (
          <span className="Option-reason">
            <Ban size={12} aria-hidden />
            {face.disabledReason}
          </span>
        ) : null}
      </span>
      {face.tag ? <span className="Option-tag">{face.tag}</span> : null}
    </div>
  )
}

/** What the foot of a searching list says. */
export function statusOf<T>(list: SearchList<T>): string {
  if (list.error) return 'The list could not be read.'
  if (list.isSlow) return 'Searching…'
  if (!list.hasAnswer) return ''
  const shown = list.rows.length
  if (list.total === 0) return 'Nothing found.'
  if (shown < list.total) return `${formatCount(shown)} of ${formatCount(list.total)} — type to narrow`
  return shown === 1 ? '1 entry' : `${formatCount(shown)} entries`
}

function activeReason<T>(list: SearchList<T>, option: (row: T) => ComboOption): string {
  const row = list.rows[list.active]
  const reason = row === undefined ? null : option(row).disabledReason
  return reason ? `Cannot be chosen: ${inWords(reason)}` : ''
}
