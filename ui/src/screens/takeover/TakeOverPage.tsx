// Taking over an agreement full of hand-made lines: look at the proposals, choose for each line,
// see what it comes to, save, validate. Nothing is written to ConnectWise here.
import { Button } from '../../components/Button'
import { FailureNotice, Notice } from '../../components/Notice'
import { Page } from '../../components/Page'
import { Skeleton } from '../../components/Skeleton'
import { sentence } from '../../format/words'
import { useKeys } from '../../hooks/useKeys'
import { LeaveGuard } from '../../shell/LeaveGuard'
import { useRouter } from '../../shell/router'
import { RunNotices } from '../upload/RunNotices'
import type { UploadRuns } from '../upload/useUploadRuns'
import { counted } from '../upload/words'
import { Coverage } from './Coverage'
import { HandLines } from './HandLines'
import { type TakingOver, useTakeOver } from './useTakeOver'
import './takeover.css'

export interface TakeOverPageProps {
  readonly agreement: number
  readonly runs: UploadRuns
}

export function TakeOverPage({ agreement, runs }: TakeOverPageProps) {
  const router = useRouter()
  const taking = useTakeOver(agreement)
  const { data, error, drafts, saving } = taking
  useKeys([
    {
      keys: 'mod+s',
      label: 'Save the decisions',
      group: 'Take over',
      run: () => {
        if (drafts.size > 0) void saving.start()
      },
    },
  ])
  return (
    <>
      <Page
        title={data ? `Take over ${data.name}` : 'Take over'}
        subtitle={data ? `${data.customer_name} · ${SUBTITLE}` : null}
        back={{ label: 'Back', onPress: () => void router.back('upload') }}
        actions={data ? <Actions taking={taking} /> : null}
      >
        <div className="Stack">
          <RunNotices runs={runs} />
          {error ? (
            <FailureNotice
              failure={error}
              title="The agreement’s lines could not be read."
              written="Nothing was written."
              onRetry={taking.reload}
            />
          ) : null}
          {saving.error ? (
            <FailureNotice
              failure={saving.error}
              title="No decision was saved."
              written="Nothing was written to ConnectWise."
            />
          ) : null}
          {taking.isSlow && !data ? <Skeleton label="Reading the agreement in ConnectWise" rows={6} /> : null}
          <Saved taking={taking} runs={runs} />
          {data?.obstacles.map((obstacle) => (
            <Notice key={obstacle} kind="warning" title="This stands against taking it over">
              {sentence(obstacle)}
            </Notice>
          ))}
          {data ? <HandLines found={data} taking={taking} /> : null}
          {data ? <Coverage found={data} /> : null}
        </div>
      </Page>
      <LeaveGuard
        isUnsaved={drafts.size > 0}
        title={`Leave with ${counted(drafts.size, 'unsaved decision')}?`}
        onSave={saving.start}
      >
        What is chosen and not saved would be lost. Nothing of it is in ConnectWise yet.
      </LeaveGuard>
    </>
  )
}

const SUBTITLE = 'lines that people entered, and what becomes of each'

function Actions({ taking }: { readonly taking: TakingOver }) {
  const { drafts, open, saving, accept, forget } = taking
  return (
    <>
      {drafts.size > 0 ? (
        <Button look="quiet" isDisabled={saving.isBusy} onPress={forget}>
          Undo the choices
        </Button>
      ) : null}
      {open.length > 0 ? (
        <Button onPress={accept}>
          {open.length === 1 ? 'Accept 1 proposal' : `Accept ${open.length} proposals`}
        </Button>
      ) : null}
      <Button
        look="primary"
        isPending={saving.isBusy}
        isDisabled={drafts.size === 0}
        onPress={() => void saving.start()}
      >
        {drafts.size === 0 ? 'Save decisions' : `Save ${counted(drafts.size, 'decision')}`}
      </Button>
    </>
  )
}

/** Saved decisions are carried out by an upload; validating shows how. */
function Saved({ taking, runs }: { readonly taking: TakingOver; readonly runs: UploadRuns }) {
  const { data, saved, drafts } = taking
  if (!data || saved === 0 || drafts.size > 0) return null
  const ids = [data.customer]
  const action = runs.isBusy
    ? undefined
    : {
        label: `Validate ${data.customer_name}`,
        onPress: () => runs.validate({ which: 'customers', ids }, 1),
      }
  return (
    <Notice kind="success" title={`${counted(saved, 'decision')} saved`} action={action}>
      Nothing was written yet. Validate to see what the next upload does.
    </Notice>
  )
}
