// A field with a small button beside its label that opens where its value is found.
import type { ReactNode } from 'react'
import { HELP, type HelpTopic } from './helpTopics'

export interface HelpedFieldProps {
  /** What is asked for: "public key". */
  readonly of: string
  readonly topic: HelpTopic
  readonly onHelp: (topic: HelpTopic) => void
  readonly children: ReactNode
}

export function HelpedField({ of, topic, onHelp, children }: HelpedFieldProps) {
  const words = HELP[topic].subtitle ?? 'Where to find it'
  return (
    <div className="HelpedField">
      {children}
      <button
        type="button"
        className="HelpedField-help"
        aria-label={`${words}: ${of}`}
        onClick={() => onHelp(topic)}
      >
        {words}
      </button>
    </div>
  )
}
