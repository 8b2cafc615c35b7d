// Rows of the history that could not be read, each with its reason and its raw text on demand.
// Dismissing one only stops the warning; the row stays.
import { FileCheck, FileText } from 'lucide-react'
import { useRef, useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { UnreadableRow } from '../../bindings'
import { Button } from '../../components/Button'
import { CheckboxField } from '../../components/Choices'
import type { Column } from '../../components/columns'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/Notice'
import { Skeleton } from '../../components/Skeleton'
import { Table } from '../../components/Table'
import { Status } from '../../components/Tag'
import { toast } from '../../components/Toasts'
import { Instant } from '../../components/When'
import { formatCount } from '../../format/decimal'
import { useAsk } from '../../hooks/useAsk'
import { useFocusHeld } from '../../hooks/useFocusHeld'
import { useWork } from '../../hooks/useWork'
import { useRouter } from '../../shell/router'
import { reasonOf } from './reasons'

const PART = 100

export function useUnreadable() {
  return useAsk('unreadable-rows', () => backend.unreadableRows())
}

export function UnreadableRows({ zone }: { readonly zone: string | undefined }) {
  const part = useRef<HTMLDivElement>(null)
  useFocusHeld(part)
  const { data, error, isSlow, reload } = useUnreadable()
  const [isAll, setAll] = useState(false)
  const [most, setMost] = useState(PART)
  const work = useWork(setDismissed)
  if (!data) {
    return (
      <div className="Unreadable" ref={part} tabIndex={-1}>
        {error ? (
          <FailureNotice failure={error} title="These rows could not be read." onRetry={reload} />
        ) : isSlow ? (
          <Skeleton label="Reading the rows" rows={3} />
        ) : null}
      </div>
    )
  }
  const dismissed = data.filter((row) => row.dismissed_at !== null)
  const rows = isAll ? data : data.filter((row) => row.dismissed_at === null)
  const columns = columnsOf(zone, work.isBusy, (row, isDismissed) => void work.start(row, isDismissed))
  return (
    <div className="Unreadable" ref={part} tabIndex={-1}>
      {data.length > 0 ? <Explanation /> : null}
      {work.error ? (
        <FailureNotice failure={work.error} title="That could not be kept." written="The row is as it was." />
      ) : null}
      {dismissed.length > 0 ? (
        <CheckboxField
          label={`Show dismissed rows (${formatCount(dismissed.length)})`}
          isChecked={isAll}
          onChange={setAll}
        />
      ) : null}
      {rows.length === 0 ? (
        <NoneLeft hasDismissed={dismissed.length > 0} />
      ) : (
        <Table
          label="Rows that could not be read"
          columns={columns}
          rows={rows.slice(0, most)}
          rowKey={({ id }) => String(id)}
          rowName={({ reason }) => `the row: ${reasonOf(reason).text}`}
          rowState={({ dismissed_at }) => (dismissed_at === null ? undefined : 'muted')}
          detail={(row) => <RawRow row={row} />}
        />
      )}
      {rows.length > most ? (
        <Button look="quiet" onPress={() => setMost(most + PART)}>
          {`Show more of ${formatCount(rows.length)}`}
        </Button>
      ) : null}
    </div>
  )
}

/** The row as it came, and what its reader said of it. */
function RawRow({ row }: { readonly row: UnreadableRow }) {
  const { said } = reasonOf(row.reason)
  return (
    <div className="Stack" data-gap="s">
      <pre className="Unreadable-raw Selectable">{row.raw}</pre>
      {said ? <p className="Faint Selectable">What the reader said: {said}</p> : null}
    </div>
  )
}

async function setDismissed(row: UnreadableRow, isDismissed: boolean): Promise<void> {
  if (!isDismissed) {
    await backend.restoreUnreadable(row.id)
    announceChange()
    return
  }
  await backend.dismissUnreadable(row.id)
  announceChange()
  toast({
    title: 'The row is dismissed',
    text: 'It stays listed and is not warned of any more.',
    undo: { run: () => void backend.restoreUnreadable(row.id).then(announceChange, announceChange) },
  })
}

function columnsOf(
  zone: string | undefined,
  isBusy: boolean,
  onSet: (row: UnreadableRow, isDismissed: boolean) => void,
): ReadonlyArray<Column<UnreadableRow>> {
  return [
    { id: 'reason', title: 'Why it could not be read', cell: ({ reason }) => reasonOf(reason).text },
    { id: 'source', title: 'Where it came from', width: '16%', cell: ({ source }) => source },
    {
      id: 'seen',
      title: 'First seen',
      width: '168px',
      cell: ({ seen_at }) => <Instant value={seen_at} {...(zone ? { timeZone: zone } : {})} />,
    },
    {
      id: 'action',
      title: 'Dismiss or undo',
      isUntitled: true,
      isNumeric: true,
      width: '140px',
      cell: (row) =>
        row.dismissed_at === null ? (
          <Button size="s" look="quiet" isDisabled={isBusy} onPress={() => onSet(row, true)}>
            Dismiss
          </Button>
        ) : (
          <span className="Unreadable-undo">
            <Status kind="off">Dismissed</Status>
            <Button size="s" look="quiet" isDisabled={isBusy} onPress={() => onSet(row, false)}>
              Undo
            </Button>
          </span>
        ),
    },
  ]
}

function Explanation() {
  return (
    <p className="Muted">
      These rows were kept aside and nothing is billed from them; the rest was read. Mend them in C3 or in the
      file and read it again, or dismiss those that do not matter.
    </p>
  )
}

function NoneLeft({ hasDismissed }: { readonly hasDismissed: boolean }) {
  const router = useRouter()
  return (
    <EmptyState
      icon={hasDismissed ? FileText : FileCheck}
      title={hasDismissed ? 'All of them are dismissed' : 'Every row could be read'}
      actions={<Button onPress={() => void router.replace({})}>See all changes</Button>}
    />
  )
}
