// What the last automatic run came to, until somebody took note of it.
import { announceChange, backend } from '../../backend'
import type { AutomaticNotice, AutomaticOutcome } from '../../bindings'
import { Notice, type NoticeKind } from '../../components/Notice'
import { formatInstant } from '../../format/time'
import { sentence } from '../../format/words'
import { useAsk } from '../../hooks/useAsk'
import { AUTOMATIC_NOTICE } from '../../questions'
import { useRouter } from '../../shell/router'

const FACE: Readonly<Record<AutomaticOutcome, readonly [NoticeKind, string]>> = {
  'nothing-to-do': ['success', 'The automatic run found nothing to do'],
  uploaded: ['success', 'The automatic run uploaded, within your limits'],
  waits: ['warning', 'An automatic run left something for you'],
  failed: ['error', 'An automatic run did not work'],
}

export interface AutomaticNewsProps {
  /** What needs a hand names the rows of the history that wait: the notice does not say them again. */
  readonly isHistoryNamed: boolean
}

export function AutomaticNews({ isHistoryNamed }: AutomaticNewsProps) {
  const { data } = useAsk(...AUTOMATIC_NOTICE)
  // That all is as it should be, the overview says anyway.
  if (!data || data.outcome === 'nothing-to-do') return null
  const reasons = data.reasons.filter((reason) => !isHistoryNamed || reason !== data.history)
  return <News notice={{ ...data, reasons }} isMoreBelow={reasons.length < data.reasons.length} />
}

const BELOW = 'What waits in the history stands below'

interface NewsProps {
  readonly notice: AutomaticNotice
  readonly isMoreBelow: boolean
}

function News({ notice, isMoreBelow }: NewsProps) {
  const router = useRouter()
  const [kind, title] = FACE[notice.outcome]
  const job = notice.exported ?? notice.validated
  const dismiss = async () => {
    await backend.dismissAutomaticNotice()
    announceChange()
  }
  const isWritten = notice.exported !== null
  const reasons = isMoreBelow ? [...notice.reasons, BELOW] : notice.reasons
  return (
    <div className="News">
      <Notice
        kind={kind}
        title={title}
        action={
          job === null
            ? undefined
            : { label: 'See the record', onPress: () => void router.navigate('upload', { job }) }
        }
        onClose={() => void dismiss()}
      >
        <p>
          {formatInstant(notice.at)}. {reasons.length === 1 && reasons[0] ? sentence(reasons[0]) : null}{' '}
          {isWritten ? '' : 'Nothing was written.'}
        </p>
        {reasons.length > 1 ? (
          <ul className="Bullets">
            {reasons.map((reason) => (
              <li key={reason}>{sentence(reason)}</li>
            ))}
          </ul>
        ) : null}
      </Notice>
    </div>
  )
}
