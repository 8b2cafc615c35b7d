// Light or dark, on this computer.
import { useState } from 'react'
import { RadioChoice } from '../../components/Choices'
import { Section } from '../../components/Page'
import { useStatus } from '../../hooks/useStatus'
import { type Appearance, appearance, setAppearance } from '../../shell/appearance'

export function AppearanceSection() {
  const [choice, setChoice] = useState<Appearance>(appearance)
  const version = useStatus().data?.version
  return (
    <Section title="Appearance">
      <div className="Form">
        <RadioChoice
          label="Colours"
          description="Kept on this computer only."
          value={choice}
          options={[
            { value: 'system', label: 'As the system has it' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          onChange={(next) => {
            setChoice(next)
            setAppearance(next)
          }}
        />
        {version ? <p className="Faint">Accord {version}</p> : null}
      </div>
    </Section>
  )
}
