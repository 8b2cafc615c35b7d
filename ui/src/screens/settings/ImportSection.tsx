// Files instead of C3: a history file is looked at, its columns are named, and its rows are added to
// the history. Rows that are known already add nothing; that is the backend's rule.
import { FileUp } from 'lucide-react'
import type { Imported } from '../../bindings'
import { Button } from '../../components/Button'
import { RadioChoice } from '../../components/Choices'
import { InSight } from '../../components/InSight'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { PathField } from '../../components/PathField'
import { RunHere } from '../../components/RunProgress'
import { formatCount } from '../../format/decimal'
import { useRouter } from '../../shell/router'
import { ColumnsTable, missingOf } from './ColumnsTable'
import { type FileImport, importedWords, useFileImport } from './useFileImport'

const ENDINGS = ['csv', 'json', 'xlsx']

export function ImportSection({ usesC3 }: { readonly usesC3: boolean }) {
  const file = useFileImport()
  const { path, looking, preview, run } = file
  const isRunning = run !== null && run.failure === null
  return (
    <Section
      title="Import a history file"
      description={
        usesC3
          ? 'C3’s API is connected and gives the last 90 days. A file adds what is older; rows that are known already add nothing.'
          : 'Export Subscription history in C3 as CSV, JSON or Excel and import it here. Rows that are known already add nothing, so files may overlap.'
      }
    >
      <form
        className="Stack Fit"
        onSubmit={(event) => {
          event.preventDefault()
          void looking.start()
        }}
      >
        <PathField
          label="History file"
          value={path}
          onChange={file.setPath}
          endings={ENDINGS}
          isDisabled={isRunning}
        />
        {preview || isRunning ? null : (
          <div className="Row">
            <Button type="submit" look="primary" isPending={looking.isBusy} isDisabled={path.trim() === ''}>
              Look at the file
            </Button>
          </div>
        )}
      </form>
      {looking.error ? (
        <FailureNotice
          failure={looking.error}
          title="The file could not be looked at."
          written="Nothing was imported."
        />
      ) : null}
      {file.error ? (
        <FailureNotice
          failure={file.error}
          title={
            file.error.code === 'cancelled' ? 'The import was cancelled.' : 'The file could not be imported.'
          }
        />
      ) : null}
      {isRunning ? <RunHere run={run} /> : <Columns file={file} />}
      {file.result ? (
        <InSight>
          <Result result={file.result} />
        </InSight>
      ) : null}
    </Section>
  )
}

const ORDERS = [
  {
    value: 'unstated',
    label: 'As the file shows',
    description: 'A date that could be two days is kept aside.',
  },
  { value: 'day-first', label: 'Day first, as in 16/10/2026' },
  { value: 'month-first', label: 'Month first, as in 10/16/2026' },
] as const

function Columns({ file }: { readonly file: FileImport }) {
  const { preview, columns } = file
  if (!preview || !columns) return null
  const missing = missingOf(preview, columns)
  const order = ORDERS.find(({ value }) => value === columns.day_order)?.value ?? 'unstated'
  return (
    <div className="Stack">
      {preview.remembered ? (
        <Notice kind="info" title="The columns are those of your last import.">
          Check them against the first rows; what you change is remembered for the next file.
        </Notice>
      ) : null}
      <ColumnsTable preview={preview} columns={columns} onTitle={file.setTitle} />
      <RadioChoice label="Dates with slashes" value={order} options={ORDERS} onChange={file.setDayOrder} />
      <div className="Row">
        <Button look="primary" icon={FileUp} isDisabled={missing.length > 0} onPress={() => void file.read()}>
          Import
        </Button>
        <Button look="quiet" onPress={file.begin}>
          Choose another file
        </Button>
        {missing.length > 0 ? (
          <span className="Field-error" role="status">
            Choose a column for {missing.join(', ')}.
          </span>
        ) : null}
      </div>
    </div>
  )
}

function Result({ result }: { readonly result: Imported }) {
  const router = useRouter()
  const { rows_unreadable: aside } = result
  return (
    <Notice
      kind={aside > 0 ? 'warning' : 'success'}
      title={importedWords(result)}
      action={{
        label: aside > 0 ? 'See the rows kept aside' : 'Open Subscription history',
        onPress: () => void router.navigate('history', aside > 0 ? { tab: 'unreadable' } : {}),
      }}
    >
      {aside > 0
        ? `${aside === 1 ? '1 row' : `${formatCount(aside)} rows`} could not be read and ${aside === 1 ? 'was' : 'were'} kept aside with the reason.`
        : 'Every row could be read.'}
    </Notice>
  )
}
