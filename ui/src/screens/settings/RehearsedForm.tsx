// A form whose effect is said before anything changes: first what it would do, then doing it, then
// what it did. The fields and the words are the caller's; nothing is written to ConnectWise.
import { type ReactNode, useState } from 'react'
import { announceChange } from '../../backend'
import { Button } from '../../components/Button'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice, Notice } from '../../components/Notice'
import { useWork } from '../../hooks/useWork'

export interface RehearsedFields {
  /** To be called with each change: what was found belongs to what was entered before. */
  readonly forget: () => void
  readonly isBusy: boolean
}

export interface RehearsedFormProps<T> {
  /** Says what it would do (a dry run), or does it; none while something is not entered yet. */
  readonly ask: ((isDryRun: boolean) => Promise<T>) | null
  readonly fields: (form: RehearsedFields) => ReactNode
  readonly onDone?: () => void
  /** The title where either fails. */
  readonly failed: string
  readonly wouldDo: (found: T) => string
  readonly isNothing: (found: T) => boolean
  readonly confirmLabel: string
  readonly did: (done: T) => string
  readonly details: (of: T) => ReactNode
  /** Under the details of what was done. */
  readonly next?: ReactNode
}

export function RehearsedForm<T>(props: RehearsedFormProps<T>) {
  const { ask, fields, onDone, failed, wouldDo, isNothing, confirmLabel, did, details, next } = props
  const [found, setFound] = useState<T | null>(null)
  const [done, setDone] = useState<T | null>(null)
  const trying = useWork(async () => {
    setDone(null)
    if (ask) setFound(await ask(true))
  })
  const doing = useWork(async () => {
    if (ask) setDone(await ask(false))
    setFound(null)
    onDone?.()
    announceChange()
  })
  const forget = () => {
    setFound(null)
    setDone(null)
  }
  const error = doing.error ?? trying.error
  return (
    <form
      className="Stack Fit"
      data-gap="s"
      onSubmit={(event) => {
        event.preventDefault()
        if (ask) void trying.start()
      }}
    >
      {fields({ forget, isBusy: doing.isBusy })}
      <div className="Row">
        <Button type="submit" isPending={trying.isBusy} isDisabled={!ask || found !== null}>
          See what it would do
        </Button>
      </div>
      {error ? <FailureNotice failure={error} title={failed} written="Nothing was changed." /> : null}
      {found !== null ? (
        <ConfirmPanel
          title={wouldDo(found)}
          look="primary"
          confirmLabel={confirmLabel}
          isBusy={doing.isBusy}
          isDisabled={isNothing(found)}
          onConfirm={() => void doing.start()}
          onCancel={() => setFound(null)}
        >
          {details(found)}
        </ConfirmPanel>
      ) : null}
      {done !== null ? (
        <Notice kind="success" title={did(done)}>
          {details(done)}
          {next}
        </Notice>
      ) : null}
    </form>
  )
}
