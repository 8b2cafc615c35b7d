// What stands on each of the three steps: the forms of Settings, and the way on.
import { type ReactNode, useState } from 'react'
import type { Settings } from '../../bindings'
import { Button } from '../../components/Button'
import { FailureNotice, Notice } from '../../components/Notice'
import { Skeleton } from '../../components/Skeleton'
import { Tabs } from '../../components/Tabs'
import { useAsk } from '../../hooks/useAsk'
import { useRuns } from '../../hooks/useRuns'
import { useStatus } from '../../hooks/useStatus'
import { SETTINGS } from '../../questions'
import { REFRESH_RUN, readable, readSystems } from '../../shell/books'
import { useRouter } from '../../shell/router'
import { C3Form } from '../settings/C3Form'
import { ConnectWiseForm } from '../settings/ConnectWiseForm'
import { HelpPanel } from '../settings/HelpPanel'
import type { HelpTopic } from '../settings/helpTopics'
import { ImportSection } from '../settings/ImportSection'
import '../settings/settings.css'

interface StepProps {
  readonly onNext: () => void
}

export function StepConnectWise({ onNext }: StepProps) {
  const isDone = Boolean(useStatus().data?.connectwise)
  return (
    <WithSettings>
      {(settings, onHelp) => (
        <>
          <ConnectWiseForm
            settings={settings}
            onHelp={onHelp}
            onConnected={() => void readSystems('connectwise')}
          />
          <Onward isDone={isDone} onNext={onNext} next="Next: C3" />
        </>
      )}
    </WithSettings>
  )
}

export function StepC3({ onNext }: StepProps) {
  const [way, setWay] = useState<'api' | 'file'>('api')
  const status = useStatus().data
  const isDone = Boolean(status?.c3 ?? status?.freshness?.file)
  return (
    <WithSettings>
      {(settings, onHelp) => (
        <>
          <Tabs
            label="How history reaches Accord"
            selected={way}
            onSelect={setWay}
            items={[
              {
                id: 'api',
                label: 'Connect C3',
                content: (
                  <C3Form settings={settings} onHelp={onHelp} onConnected={() => void readSystems('c3')} />
                ),
              },
              {
                id: 'file',
                label: 'Import a file',
                content: <ImportSection usesC3={settings.c3 !== null} />,
              },
            ]}
          />
          <Onward isDone={isDone} onNext={onNext} next="Next: map a customer" />
        </>
      )}
    </WithSettings>
  )
}

export function StepMapping() {
  const router = useRouter()
  const status = useStatus().data
  const isReading = useRuns().some(({ kind }) => kind === REFRESH_RUN)
  const what = status ? readable(status) : null
  const isRead = Boolean(status?.freshness?.connectwise)
  const hasHistory = (status?.freshness?.events ?? 0) > 0
  return (
    <div className="Stack Fit">
      <p>
        A person says once what belongs together: a C3 customer and its ConnectWise company, the agreement
        that bills it, and a catalog item for each product. After that each month is: validate, look, upload.
      </p>
      {isReading ? <Notice kind="info" title="Accord is reading; the lists fill as it goes." /> : null}
      {!isReading && !(isRead && hasHistory) ? (
        <Notice
          kind="warning"
          title={isRead ? 'No history has been read yet' : 'ConnectWise has not been read yet'}
          action={
            what
              ? { label: 'Read now', onPress: () => void readSystems(what) }
              : {
                  label: 'Back to step 1',
                  onPress: () => void router.navigate('welcome', { step: 'connectwise' }),
                }
          }
        >
          {what
            ? 'There is nothing to choose from until both sides have been read.'
            : 'Connect ConnectWise and C3 first, here or later in Settings.'}
        </Notice>
      ) : null}
      <div className="Row">
        <Button
          look={isRead && hasHistory ? 'primary' : 'plain'}
          onPress={() => void router.navigate('mapping')}
        >
          Open Mapping
        </Button>
        <Button look="quiet" onPress={() => void router.navigate('overview')}>
          Skip this step
        </Button>
      </div>
    </div>
  )
}

interface OnwardProps extends StepProps {
  readonly isDone: boolean
  readonly next: string
}

function Onward({ isDone, onNext, next }: OnwardProps) {
  return (
    <footer className="Welcome-onward">
      {isDone ? (
        <Button look="primary" onPress={onNext}>
          {next}
        </Button>
      ) : (
        <Button look="quiet" onPress={onNext}>
          Skip this step
        </Button>
      )}
    </footer>
  )
}

interface WithSettingsProps {
  readonly children: (settings: Settings, onHelp: (topic: HelpTopic) => void) => ReactNode
}

function WithSettings({ children }: WithSettingsProps) {
  const { data, error, isSlow, reload } = useAsk(...SETTINGS)
  const [help, setHelp] = useState<HelpTopic | null>(null)
  return (
    <>
      {error ? (
        <FailureNotice failure={error} title="The settings could not be read." onRetry={reload} />
      ) : null}
      {!data && isSlow ? <Skeleton label="Reading the settings" rows={5} /> : null}
      {data ? children(data, setHelp) : null}
      {help ? <HelpPanel topic={help} onClose={() => setHelp(null)} /> : null}
    </>
  )
}
