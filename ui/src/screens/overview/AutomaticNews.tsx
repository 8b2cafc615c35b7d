// What the last automatic run came to, until somebody took note of it.
import { announceChange, backend } from '../../backend'
import type { AutomaticNotice, AutomaticOutcome } from '../../bindings'
import { Notice, type NoticeKind } from '../../components/Notice'
import { sentence } from '../../failure'
import { formatInstant } from '../../format/time'
import { useAsk } from '../../hooks/useAsk'
import { AUTOMATIC_NOTICE } from '../../questions'
import { useRouter } from '../../shell/router'

const FACE: Readonly<Record<AutomaticOutcome, readonly [NoticeKind, string]>> = {
  'nothing-to-do': ['success', 'The automatic run found nothing to do'],
  uploaded: ['success', 'The automatic run uploaded, within your limits'],
  waits: ['warning', 'An automatic run left something for you'],
  failed: ['error', 'An automatic run did not work'],
}

export function AutomaticNews() {
  const { data } = useAsk(...AUTOMATIC_NOTICE)
  // That all is as it should be, the overview says anyway.
  if (!data || data.outcome === 'nothing-to-do') return null
  return <News notice={data} />
}

function News({ notice }: { readonly notice: AutomaticNotice }) {
  const router = useRouter()
  const [kind, title] = FACE[notice.outcome]
  const job = notice.exported ?? notice.validated
  const dismiss = async () => {
    await backend.dismissAutomaticNotice()
    announceChange()
  }
  const isWritten = notice.exported !== null
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
          {formatInstant(notice.at)}.{' '}
          {notice.reasons.length === 1 && notice.reasons[0] ? sentence(notice.reasons[0]) : null}{' '}
          {isWritten ? '' : 'Nothing was written.'}
        </p>
        {notice.reasons.length > 1 ? (
          <ul className="Bullets">
            {notice.reasons.map((reason) => (
              <li key={reason}>{sentence(reason)}</li>
            ))}
          </ul>
        ) : null}
      </Notice>
    </div>
  )
}
