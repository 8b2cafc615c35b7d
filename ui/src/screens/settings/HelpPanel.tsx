// Where a key is found, beside the form that asks for it.
import { Notice } from '../../components/Notice'
import { SidePanel } from '../../components/SidePanel'
import { HELP, type HelpTopic } from './helpTopics'

export interface HelpPanelProps {
  readonly topic: HelpTopic
  readonly onClose: () => void
}

export function HelpPanel({ topic, onClose }: HelpPanelProps) {
  const { title, subtitle = 'Where to find it', lead, steps, note } = HELP[topic]
  return (
    <SidePanel key={topic} title={title} subtitle={subtitle} isBeside onClose={onClose}>
      <div className="Stack Selectable">
        <p>{lead}</p>
        <ol className="Steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {note ? <Notice kind="info" title={note} /> : null}
      </div>
    </SidePanel>
  )
}
