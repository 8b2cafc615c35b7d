// ConnectWise Manage: how it is reached, whose prices count, and what its security role allows.
import { useState } from 'react'
import { backend } from '../../backend'
import type { Settings } from '../../bindings'
import { Button } from '../../components/Button'
import { SwitchField } from '../../components/Choices'
import { FailureNotice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { toast } from '../../components/Toasts'
import { useWork } from '../../hooks/useWork'
import { readSystems } from '../../shell/books'
import { ConnectWiseForm } from './ConnectWiseForm'
import { HelpPanel } from './HelpPanel'
import type { HelpTopic } from './helpTopics'
import { RightsCheck } from './RightsCheck'

export interface ConnectWiseSectionProps {
  readonly settings: Settings
  readonly isLocked: boolean
}

export function ConnectWiseSection({ settings, isLocked }: ConnectWiseSectionProps) {
  const [help, setHelp] = useState<HelpTopic | null>(null)
  return (
    <>
      <Section
        title="Connection"
        description="Where ConnectWise Manage (today ConnectWise PSA) is, and the keys of the API member as whom Accord signs in."
        actions={
          settings.connectwise ? (
            <Button onPress={() => void readSystems('connectwise')}>Read ConnectWise</Button>
          ) : null
        }
      >
        <ConnectWiseForm settings={settings} isLocked={isLocked} onHelp={setHelp} />
      </Section>
      <Section title="Prices">
        <PriceSwitch isOn={settings.billing['use-connectwise-price'] === 'on'} />
      </Section>
      <RightsCheck isConnected={settings.connectwise !== null} onHelp={() => setHelp('role')} />
      {help ? <HelpPanel topic={help} onClose={() => setHelp(null)} /> : null}
    </>
  )
}

function PriceSwitch({ isOn }: { readonly isOn: boolean }) {
  const setting = useWork(async (next: boolean) => {
    await backend.setBilling('use-connectwise-price', next ? 'on' : 'off')
    toast({
      title: next ? 'Lines take the catalog item’s price' : 'Lines take C3’s price',
      text: 'It counts from the next validation on.',
      undo: { run: () => void setting.start(!next) },
    })
  })
  return (
    <div className="Form">
      <SwitchField
        label="Consider ConnectWise price"
        description="Off: the price in C3 goes on the line. On: the price of the catalog item in ConnectWise does. Saved at once; it counts from the next validation on."
        isOn={isOn}
        isDisabled={setting.isBusy}
        onChange={(next) => void setting.start(next)}
      />
      {setting.error ? (
        <FailureNotice
          failure={setting.error}
          title="The price setting could not be saved."
          written="It is as it was."
        />
      ) : null}
    </div>
  )
}
