// Which part of a list is in sight, and the way to the one before and after. Nothing where all of
// it is in sight.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { formatCount } from '../format/decimal'
import { IconButton } from './Button'
import './Pager.css'

export interface PagerProps {
  /** What is counted: "findings". */
  readonly what: string
  readonly offset: number
  readonly size: number
  readonly total: number
  readonly onChange: (offset: number) => void
}

export function Pager({ what, offset, size, total, onChange }: PagerProps) {
  if (total <= size && offset === 0) return null
  const last = Math.min(offset + size, total)
  return (
    <nav className="Pager" aria-label={`Parts of the ${what}`}>
      <IconButton
        label={`Earlier ${what}`}
        icon={ChevronLeft}
        size="s"
        isDisabled={offset === 0}
        onPress={() => onChange(Math.max(0, offset - size))}
      />
      <p role="status">
        {formatCount(offset + 1)} to {formatCount(last)} of {formatCount(total)} {what}
      </p>
      <IconButton
        label={`Further ${what}`}
        icon={ChevronRight}
        size="s"
        isDisabled={last >= total}
        onPress={() => onChange(offset + size)}
      />
    </nav>
  )
}
