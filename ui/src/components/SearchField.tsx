// A field that narrows a list: it waits for a short pause in typing, so that each word is asked
// for once. Esc empties it. It searches nothing on its own.
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import './SearchField.css'

export interface SearchFieldProps {
  /** Read out, not shown: "Search in customer and product". */
  readonly label: string
  readonly placeholder: string
  readonly text: string
  readonly onChange: (text: string) => void
}

const PAUSE = 140

export function SearchField({ label, placeholder, text, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(text)
  const sent = useRef(text)
  const timer = useRef(0)
  useEffect(() => {
    if (text === sent.current) return
    sent.current = text
    setTyped(text)
  }, [text])
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const send = (next: string) => {
    window.clearTimeout(timer.current)
    if (next === sent.current) return
    sent.current = next
    onChange(next)
  }
  return (
    <div className="SearchField">
      <Search size={16} aria-hidden />
      <input
        type="search"
        className="Input"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          const next = event.target.value
          setTyped(next)
          window.clearTimeout(timer.current)
          timer.current = window.setTimeout(() => send(next), PAUSE)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(typed)
          if (event.key !== 'Escape' || typed === '') return
          event.preventDefault()
          setTyped('')
          send('')
        }}
      />
    </div>
  )
}
