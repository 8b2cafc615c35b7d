// What became of a change: the lines it led to in ConnectWise, and in which record.
import type { Became, LedgerEvent } from '../../bindings'
import { Status } from '../../components/Tag'
import { useRouter } from '../../shell/router'
import { DONE, lineMark } from './kinds'

export interface EventLinesProps {
  readonly event: LedgerEvent
  readonly isWaiting: boolean
  /** Asks why a line says what it says. */
  readonly onWhy: (line: Became) => void
}

export function EventLines({ event, isWaiting, onWhy }: EventLinesProps) {
  return (
    <section className="Stack Became" data-gap="s" aria-label="What became of it">
      <h3>What became of it</h3>
      {event.became.length === 0 ? (
        <NotUploaded event={event} isWaiting={isWaiting} />
      ) : (
        <ul className="Lines">
          {event.became.map((line) => (
            <LineOf key={`${line.job}:${line.addition}:${line.action}`} line={line} onWhy={onWhy} />
          ))}
        </ul>
      )}
    </section>
  )
}

function LineOf({ line, onWhy }: { readonly line: Became; readonly onWhy: (line: Became) => void }) {
  const router = useRouter()
  return (
    <li>
      <p className="Lines-head">
        <Status kind="good">{`Line ${DONE[line.action].toLowerCase()}`}</Status>
        <button
          type="button"
          className="TextLink"
          onClick={() => void router.navigate('upload', { job: line.job })}
        >
          Record {line.job}
        </button>
        <button type="button" className="TextLink" onClick={() => onWhy(line)}>
          Why?
        </button>
      </p>
      <p className="Faint">
        Agreement {line.agreement}, addition {line.addition}
        {line.reference ? (
          <>
            , line <code className="Selectable">{lineMark(line.reference)}</code>
          </>
        ) : null}
      </p>
    </li>
  )
}

function NotUploaded({ event, isWaiting }: Omit<EventLinesProps, 'onWhy'>) {
  const router = useRouter()
  const text = reasonOf(event, isWaiting)
  if (text !== null) return <p className="Muted">{text}</p>
  return (
    <p className="Muted">
      No line in ConnectWise comes from it yet.{' '}
      <button
        type="button"
        className="TextLink"
        onClick={() => void router.navigate('upload', { text: event.customer_name })}
      >
        Upload to ConnectWise
      </button>
    </p>
  )
}

function reasonOf({ decision, kind }: LedgerEvent, isWaiting: boolean): string | null {
  if (decision === 'discard') return 'You discarded it: it counts for nothing.'
  if (isWaiting) return 'It waits for your decision; until then its customer does not validate.'
  if (kind === 'no-change') return 'Nothing changed, so there is nothing to upload.'
  return null
}
