// C3: how its API is reached, in which time zone it speaks, and going over to files instead.
import { useState } from 'react'
import { backend } from '../../backend'
import type { Settings } from '../../bindings'
import { Button } from '../../components/Button'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { toast } from '../../components/Toasts'
import { useWork } from '../../hooks/useWork'
import { readSystems } from '../../shell/books'
import { useRouter } from '../../shell/router'
import { C3Form } from './C3Form'
import { HelpedField } from './HelpedField'
import { HelpPanel } from './HelpPanel'
import type { HelpTopic } from './helpTopics'
import { TimeZoneField } from './TimeZoneField'

export interface C3SectionProps {
  readonly settings: Settings
  readonly isLocked: boolean
}

export function C3Section({ settings, isLocked }: C3SectionProps) {
  const [help, setHelp] = useState<HelpTopic | null>(null)
  const isConnected = settings.c3 !== null
  const forgotten = useForgotten(isConnected)
  return (
    <>
      <Section
        title="Connection"
        description="Where C3’s API (CSP Control Center) is, and what it lets Accord in with. Accord only reads from C3."
        actions={isConnected ? <Button onPress={() => void readSystems('c3')}>Read C3</Button> : null}
      >
        {/* Forgotten credentials leave an empty form. */}
        <C3Form key={forgotten} settings={settings} isLocked={isLocked} onHelp={setHelp} />
      </Section>
      <Section title="Time zone">
        <ZoneSetting zone={settings.billing['c3-time-zone'] ?? 'UTC'} onHelp={setHelp} />
      </Section>
      <FilesInstead isConnected={isConnected} isLocked={isLocked} />
      {help ? <HelpPanel topic={help} onClose={() => setHelp(null)} /> : null}
    </>
  )
}

/** How often the connection was given up while this was shown. */
function useForgotten(isConnected: boolean): number {
  const [seen, setSeen] = useState({ isConnected, times: 0 })
  if (seen.isConnected !== isConnected) {
    setSeen({ isConnected, times: isConnected ? seen.times : seen.times + 1 })
  }
  return seen.times
}

function ZoneSetting({
  zone,
  onHelp,
}: {
  readonly zone: string
  readonly onHelp: (topic: HelpTopic) => void
}) {
  const setting = useWork(async (next: string) => {
    await backend.setBilling('c3-time-zone', next)
    toast({
      title: `C3’s times are read as ${next}`,
      text: 'It counts from the next validation on.',
      undo: { run: () => void setting.start(zone) },
    })
  })
  return (
    <div className="Form">
      <HelpedField of="time zone of C3" topic="c3-zone" onHelp={onHelp}>
        <TimeZoneField
          label="Time zone in which C3 reports changes"
          description="UTC unless you know better. Saved at once; it counts from the next validation on."
          value={zone}
          isDisabled={setting.isBusy}
          onChange={(next) => {
            if (next !== zone) void setting.start(next)
          }}
        />
      </HelpedField>
      {setting.error ? (
        <FailureNotice
          failure={setting.error}
          title="The time zone could not be saved."
          written="It is as it was."
        />
      ) : null}
    </div>
  )
}

interface FilesInsteadProps {
  readonly isConnected: boolean
  readonly isLocked: boolean
}

function FilesInstead({ isConnected, isLocked }: FilesInsteadProps) {
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const forgetting = useWork(async () => {
    await backend.forgetC3()
    setAsking(false)
    toast({ title: 'C3’s API is disconnected', text: 'History files are imported by hand from now on.' })
  })
  return (
    <Section
      title="Files instead of C3"
      description="Without access to C3’s API, subscription history that you exported from C3 is imported by hand, as CSV, JSON or Excel."
    >
      <div className="Row">
        <Button onPress={() => void router.navigate('settings', { section: 'import' })}>
          Import a history file
        </Button>
        {isConnected && !isLocked ? (
          <Button look="release" onPress={() => setAsking(true)}>
            Disconnect C3’s API…
          </Button>
        ) : null}
      </div>
      {isAsking ? (
        <ConfirmPanel
          title="Disconnect C3’s API?"
          confirmLabel="Disconnect C3’s API"
          isBusy={forgetting.isBusy}
          onConfirm={() => void forgetting.start()}
          onCancel={() => setAsking(false)}
        >
          <ul className="Bullets">
            <li>The addresses leave Accord, and the client secret leaves the credential store.</li>
            <li>All history, mappings and records stay; files add to the same history.</li>
          </ul>
        </ConfirmPanel>
      ) : null}
      {forgetting.error ? (
        <FailureNotice
          failure={forgetting.error}
          title="C3’s API could not be disconnected."
          written="Nothing was changed."
        />
      ) : null}
    </Section>
  )
}
