// Jumps to any customer, company, agreement, record or screen by typing a part of its name, and does
// what the screens' buttons do. The search is asked from
// outside; this shows what comes and runs what is taken.
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components'
import { type Found, type SearchList, useSearchList } from '../hooks/useSearchList'
import { statusOf } from './ComboList'
import './Dialog.css'
import './Popover.css'
import './CommandPalette.css'

export interface Hit {
  readonly id: string
  readonly label: string
  readonly secondary?: string | undefined
  /** "Customer", "Agreement", "Action": said behind the label. */
  readonly group: string
  readonly run: () => void
}

export interface CommandPaletteProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly search: (text: string) => Promise<Found<Hit>>
}

export function CommandPalette({ isOpen, onClose, search }: CommandPaletteProps) {
  return (
    <ModalOverlay
      className="Dialog-veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose()
      }}
    >
      <Modal className="Dialog" data-wide="">
        <AriaDialog aria-label="Go to" className="CommandPalette">
          <PaletteBody onClose={onClose} search={search} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteBody({ onClose, search }: Omit<CommandPaletteProps, 'isOpen'>) {
  const id = useId()
  const [text, setText] = useState('')
  const list = useSearchList(search, () => true)
  const { ask } = list
  const rows = useRef<HTMLDivElement>(null)
  useEffect(() => ask(text, 'choosable'), [ask, text])
  useEffect(() => {
    rows.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  })
  // Enter may come before the answer: what then comes first is taken, unless more is typed.
  const [isWanted, setWanted] = useState(false)
  const take = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    hit.run()
  }
  useEffect(() => {
    if (!isWanted || list.isStale) return
    setWanted(false)
    take(list.rows[list.active])
  })
  return (
    <>
      <div className="CommandPalette-field">
        <Search size={16} aria-hidden />
        <input
          role="combobox"
          aria-label="Go to a customer, company or screen"
          aria-expanded={list.rows.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={list.active >= 0 ? `${id}-${list.active}` : undefined}
          placeholder="Customer, company, agreement, record, screen or action"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={text}
          onChange={(event) => {
            setWanted(false)
            setText(event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) setWanted(true)
            else move(event, list)
          }}
        />
      </div>
      <div
        ref={rows}
        id={`${id}-list`}
        role="listbox"
        aria-label="Found"
        aria-busy={list.isStale}
        className="Popover-list"
      >
        {list.rows.map((hit, index) => (
          <HitRow
            key={hit.id}
            id={`${id}-${index}`}
            hit={hit}
            isActive={index === list.active}
            onTake={() => take(hit)}
          />
        ))}
      </div>
      <div className="Popover-foot" role="status">
        {list.error ? 'The search failed.' : list.isSlow ? 'Searching…' : footOf(list, text)}
      </div>
    </>
  )
}

function footOf(list: SearchList<Hit>, text: string): string {
  if (!list.hasAnswer) return ''
  if (list.rows.length === 0) return `Nothing found for “${text}”.`
  return statusOf(list)
}

function move(event: KeyboardEvent, list: SearchList<Hit>): void {
  const count = list.rows.length
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || count === 0) return
  event.preventDefault()
  list.setActive((list.active + step + count) % count)
}

interface HitRowProps {
  readonly id: string
  readonly hit: Hit
  readonly isActive: boolean
  readonly onTake: () => void
}

function HitRow({ id, hit, isActive, onTake }: HitRowProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className="Option"
      data-active={isActive ? '' : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      <span className="Option-text">
        <span>{hit.label}</span>
        {hit.secondary ? <span className="Option-secondary">{hit.secondary}</span> : null}
      </span>
      <span className="Option-secondary">{hit.group}</span>
    </div>
  )
}
