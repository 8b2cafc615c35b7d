// Updates of Accord itself: whether it looks by itself, what is newer, and the install, which
// only the person at the window starts.
import { useState } from 'react'
import { backend } from '../../backend'
import type { UpdateHabits, UpdateOffer } from '../../bindings'
import { Button } from '../../components/Button'
import { CheckboxField } from '../../components/Choices'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { Skeleton } from '../../components/Skeleton'
import { formatDay, formatInstant } from '../../format/time'
import { useAsk } from '../../hooks/useAsk'
import { startRun, useRun, useRuns } from '../../hooks/useRuns'
import { useStatus } from '../../hooks/useStatus'
import { useWork } from '../../hooks/useWork'
import { KNOWN_UPDATE } from '../../questions'

const INSTALL = 'update'

export function UpdatesSection() {
  const habits = useAsk('update-habits', () => backend.updateHabits())
  const known = useAsk(...KNOWN_UPDATE)
  const version = useStatus().data?.version
  return (
    <Section
      title="Updates"
      description={version ? `This is Accord ${version}.` : 'Newer versions of Accord.'}
    >
      <div className="Stack Fit">
        {habits.error ? (
          <FailureNotice
            failure={habits.error}
            title="How updates are set could not be read."
            onRetry={habits.reload}
          />
        ) : null}
        {!habits.data && habits.isSlow ? <Skeleton label="Reading how updates are set" rows={2} /> : null}
        {habits.data?.off ? <Notice kind="info" title={habits.data.off} /> : null}
        {habits.data && !habits.data.off ? (
          <Looking habits={habits.data} known={known.data ?? null} reload={habits.reload} />
        ) : null}
      </div>
    </Section>
  )
}

interface LookingProps {
  readonly habits: UpdateHabits
  readonly known: UpdateOffer | null
  readonly reload: () => void
}

function Looking({ habits, known, reload }: LookingProps) {
  const [answer, setAnswer] = useState<{ readonly offer: UpdateOffer | null } | null>(null)
  const looking = useWork(async () => {
    setAnswer(null)
    setAnswer({ offer: await backend.checkForUpdate() })
    reload()
  })
  const setting = useWork(async (quiet: boolean) => {
    await backend.setQuietUpdates(quiet)
    reload()
  })
  const offer = answer ? answer.offer : known
  return (
    <>
      <CheckboxField
        label="Look for a newer version once a day"
        description="Accord only looks. It installs nothing unless you say so."
        isChecked={habits.quiet}
        isDisabled={setting.isBusy}
        onChange={(quiet) => void setting.start(quiet)}
      />
      {setting.error ? <FailureNotice failure={setting.error} title="This could not be kept." /> : null}
      <div className="Row">
        <Button isPending={looking.isBusy} onPress={() => void looking.start()}>
          Look now
        </Button>
        <span className="Faint">
          {habits.looked_at ? `Last looked ${formatInstant(habits.looked_at)}` : 'Not looked yet'}
        </span>
      </div>
      {looking.error ? (
        <FailureNotice failure={looking.error} title="Accord could not look for a newer version." />
      ) : null}
      {answer && !answer.offer ? <Notice kind="success" title="You have the newest version." /> : null}
      {offer ? <Offer offer={offer} /> : null}
    </>
  )
}

function Offer({ offer }: { readonly offer: UpdateOffer }) {
  const isBusy = useRuns().length > 0
  const installing = useRun(INSTALL)
  const install = () => {
    const title = `Installing Accord ${offer.version}`
    // Its failure is kept with the run, and is shown below.
    startRun(title, (run, progress) => backend.installUpdate(run, progress), { kind: INSTALL }).catch(
      () => {},
    )
  }
  return (
    <section className="Update" aria-label={`Accord ${offer.version}`}>
      <p>
        <b>Accord {offer.version}</b>
        {offer.published_at ? <span className="Faint"> · {formatDay(offer.published_at)}</span> : null}
      </p>
      {offer.notes ? <p className="Update-notes Selectable">{offer.notes}</p> : null}
      {offer.installs ? (
        <div className="Row">
          <Button look="primary" isDisabled={isBusy} onPress={install}>
            Install and restart
          </Button>
          {isBusy ? <span className="Faint">Something is running. Let it finish first.</span> : null}
        </div>
      ) : (
        <p className="Faint">
          Accord was installed for the whole computer. Whoever looks after it installs this version.
        </p>
      )}
      {installing?.failure ? (
        <FailureNotice failure={installing.failure} title="The update was not installed." />
      ) : null}
    </section>
  )
}
