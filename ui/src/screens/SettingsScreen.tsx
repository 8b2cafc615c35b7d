// Settings: both connections, history files, billing, automatic runs, data, appearance, updates, support. Which part is in sight
// stands in the address, so that other screens can lead to it.
import type { Settings } from '../bindings'
import { FailureNotice, Notice } from '../components/Notice'
import { Page } from '../components/Page'
import { Skeleton } from '../components/Skeleton'
import { type TabItem, Tabs } from '../components/Tabs'
import { useAsk } from '../hooks/useAsk'
import { useStatus } from '../hooks/useStatus'
import { SETTINGS } from '../questions'
import { useRouter } from '../shell/router'
import { AppearanceSection } from './settings/AppearanceSection'
import { AutomaticSection } from './settings/AutomaticSection'
import { BillingSection } from './settings/BillingSection'
import { C3Section } from './settings/C3Section'
import { ConnectWiseSection } from './settings/ConnectWiseSection'
import { DataSection } from './settings/DataSection'
import { ImportSection } from './settings/ImportSection'
import { SupportSection } from './settings/SupportSection'
import { UpdatesSection } from './settings/UpdatesSection'
import './settings/settings.css'

const SECTIONS = [
  'connectwise',
  'c3',
  'import',
  'billing',
  'automatic',
  'data',
  'appearance',
  'updates',
  'support',
] as const
export type SettingsSection = (typeof SECTIONS)[number]

export function SettingsScreen() {
  const router = useRouter()
  const { data, error, isSlow, reload } = useAsk(...SETTINGS)
  const isPractice = Boolean(useStatus().data?.practice)
  const selected = SECTIONS.find((section) => section === router.params.section) ?? 'connectwise'
  return (
    <Page title="Settings">
      {error ? (
        <FailureNotice failure={error} title="The settings could not be read." onRetry={reload} />
      ) : null}
      {!data && isSlow ? <Skeleton label="Reading the settings" rows={5} /> : null}
      {data ? (
        <div className="Settings">
          <Tabs
            label="Settings"
            items={sectionsOf(data, isPractice)}
            selected={selected}
            onSelect={(section) => void router.navigate('settings', { section })}
          />
        </div>
      ) : null}
    </Page>
  )
}

function sectionsOf(settings: Settings, isPractice: boolean): ReadonlyArray<TabItem<SettingsSection>> {
  const practice = isPractice ? <PracticeNote /> : null
  return [
    {
      id: 'connectwise',
      label: 'ConnectWise Manage',
      content: (
        <>
          {practice}
          <ConnectWiseSection settings={settings} isLocked={isPractice} />
        </>
      ),
    },
    {
      id: 'c3',
      label: 'C3',
      content: (
        <>
          {practice}
          <C3Section settings={settings} isLocked={isPractice} />
        </>
      ),
    },
    { id: 'import', label: 'History files', content: <ImportSection usesC3={settings.c3 !== null} /> },
    { id: 'billing', label: 'Billing', content: <BillingSection billing={settings.billing} /> },
    { id: 'automatic', label: 'Automatic runs', content: <AutomaticSection isPractice={isPractice} /> },
    { id: 'data', label: 'Data', content: <DataSection folder={settings.folder} isPractice={isPractice} /> },
    { id: 'appearance', label: 'Appearance', content: <AppearanceSection /> },
    { id: 'updates', label: 'Updates', content: <UpdatesSection /> },
    { id: 'support', label: 'Support', content: <SupportSection folder={settings.folder} /> },
  ]
}

function PracticeNote() {
  return (
    <div className="Settings-note">
      <Notice kind="info" title="This is the connection to practice mode’s own made-up system.">
        Leave practice mode to connect your own. What you entered there is untouched.
      </Notice>
    </div>
  )
}
