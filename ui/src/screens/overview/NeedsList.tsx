// What needs a hand, one sentence and one button each.
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import { Button } from '../../components/Button'
import { FailureNotice } from '../../components/Notice'
import { dismissRun, useRun } from '../../hooks/useRuns'
import { useRouter } from '../../shell/router'
import type { Need, NeedTone } from './needs'
import { resumeUploads } from './resumeUploads'

const FACE: Readonly<Record<NeedTone, readonly [LucideIcon, string]>> = {
  bad: [CircleAlert, 'Urgent'],
  warn: [TriangleAlert, 'Look at this'],
  info: [Info, 'To do'],
}

export interface NeedsListProps {
  readonly needs: readonly Need[]
  /** Mapped customers whose lines are as they should be. */
  readonly upToDate: number
}

export function NeedsList({ needs, upToDate }: NeedsListProps) {
  const router = useRouter()
  const run = useRun('resume')
  const resume = async () => {
    const job = await resumeUploads()
    if (job !== null) void router.navigate('upload', { job })
  }
  return (
    <>
      {run?.failure ? (
        <FailureNotice
          failure={run.failure}
          title="The upload could not be resumed."
          written="What was written until now is recorded."
          onRetry={() => {
            dismissRun(run.id)
            void resume()
          }}
        />
      ) : null}
      {needs.length === 0 ? <AllDone upToDate={upToDate} /> : null}
      <ul className="Needs">
        {needs.map((need, index) => (
          <NeedLine
            key={need.id}
            need={need}
            isFirst={index === 0}
            isPending={need.way === null && run !== null && run.failure === null}
            onPress={() => {
              if (need.way === null) void resume()
              else void router.navigate(need.way.path, need.way.params)
            }}
          />
        ))}
      </ul>
    </>
  )
}

interface NeedLineProps {
  readonly need: Need
  readonly isFirst: boolean
  readonly isPending: boolean
  readonly onPress: () => void
}

function NeedLine({ need, isFirst, isPending, onPress }: NeedLineProps) {
  const [Icon, word] = FACE[need.tone]
  return (
    <li className="Need" data-tone={need.tone}>
      <Icon size={18} aria-hidden />
      <div className="Need-text">
        <p className="Need-title">
          <span className="Hidden">{word}: </span>
          {need.title}
        </p>
        <p>{need.text}</p>
      </div>
      <Button
        size="s"
        look={isFirst ? 'primary' : 'plain'}
        isPending={isPending}
        aria-label={`${need.button}: ${need.title}`}
        onPress={onPress}
      >
        {need.button}
      </Button>
    </li>
  )
}

function AllDone({ upToDate }: { readonly upToDate: number }) {
  const text =
    upToDate === 1 ? 'The mapped customer is up to date.' : `All ${upToDate} mapped customers are up to date.`
  return (
    <p className="Needs-none">
      <CircleCheck size={18} aria-hidden />
      <span>
        <b>Nothing needs a hand.</b> {upToDate > 0 ? text : ''}
      </span>
    </p>
  )
}
