// Support: what a person hands to whoever helps, after reading it.
import { Section } from '../../components/Page'
import { BundlePanel } from '../support/BundlePanel'

export interface SupportSectionProps {
  readonly folder: string
}

export function SupportSection({ folder }: SupportSectionProps) {
  return (
    <>
      <Section
        title="Support bundle"
        description="One text file that tells whoever helps you how your Accord is: version, settings, the database’s health in numbers, the runs by their numbers, and the logs. It holds no key, no secret and no name of a customer or a company. Accord sends nothing; you read it, save it, and send it yourself."
      >
        <div className="Fit">
          <BundlePanel />
        </div>
      </Section>
      <Section
        title="Logs"
        description="Accord keeps its logs for fourteen days, 32 MB at most. Each line of a run carries the run’s reference, such as upload-12, and each failure the reference that its message shows."
      >
        <p className="Data-folder Selectable">{folder}/logs</p>
      </Section>
    </>
  )
}
