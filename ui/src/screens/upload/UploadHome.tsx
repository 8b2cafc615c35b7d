// The two lists of the Upload screen: customers to validate, and the records that every run left.
import { useState } from 'react'
import { backend } from '../../backend'
import { Button } from '../../components/Button'
import { Page } from '../../components/Page'
import { Tabs } from '../../components/Tabs'
import { useAsk } from '../../hooks/useAsk'
import { useRouter } from '../../shell/router'
import { Customers } from './Customers'
import { paramsOf, type UploadPlace } from './place'
import { Records } from './Records'
import { RunNotices } from './RunNotices'
import { SaveAs } from './SaveAs'
import { type UploadRuns, useMainLook } from './useUploadRuns'
import { counted } from './words'

export interface UploadHomeProps {
  readonly place: UploadPlace
  readonly runs: UploadRuns
}

export function UploadHome({ place, runs }: UploadHomeProps) {
  const router = useRouter()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { text, standing, kind, status, customer } = place
  const ids = useAsk(`upload-ids ${standing} ${text}`, () =>
    backend.uploadCustomerIds({ text, offset: 0, limit: 0 }, standing),
  )
  const go = (part: Partial<UploadPlace>) => router.replace(paramsOf({ ...place, ...part }))
  const matching = ids.data ?? []
  const filter = { kind, status, customer }
  const actions =
    place.tab === 'records' ? (
      <SaveAs name="accord-records.csv" save={(path) => backend.saveRecords(filter, path)} />
    ) : (
      <ValidateButton isAll={text === '' && standing === null} {...{ chosen, matching, runs }} />
    )
  const customers = (
    <Customers {...{ place, go, chosen, matching }} isAsked={ids.data !== undefined} onChoose={setChosen} />
  )
  return (
    <Page title="Upload to ConnectWise" subtitle={SUBTITLE} actions={actions} isFilled>
      <RunNotices runs={runs} />
      <Tabs
        label="Upload"
        selected={place.tab}
        onSelect={(tab) => go({ tab, text: '' })}
        items={[
          { id: 'customers', label: 'Customers', content: customers },
          { id: 'records', label: 'Records', content: <Records place={place} go={go} /> },
        ]}
      />
    </Page>
  )
}

const SUBTITLE = 'Validate first: it reads both systems, shows what would change, and writes nothing.'

interface ValidateButtonProps {
  readonly chosen: ReadonlySet<string>
  readonly matching: readonly string[]
  /** No filter is on. */
  readonly isAll: boolean
  readonly runs: UploadRuns
}

/** Validates the chosen customers; where none is chosen, all that the list shows. */
function ValidateButton({ chosen, matching, isAll, runs }: ValidateButtonProps) {
  const count = chosen.size > 0 ? chosen.size : matching.length
  const words =
    chosen.size > 0
      ? `Validate ${counted(count, 'customer')}`
      : isAll
        ? 'Validate all'
        : count === 1
          ? 'Validate this customer'
          : `Validate these ${counted(count, 'customer')}`
  const start = () => {
    if (chosen.size > 0) runs.validate({ which: 'customers', ids: [...chosen] }, count)
    else if (isAll) runs.validate({ which: 'all' }, count)
    else runs.validate({ which: 'customers', ids: [...matching] }, count)
  }
  return (
    <Button look={useMainLook(runs)} isDisabled={count === 0 || runs.isBusy} onPress={start}>
      {words}
    </Button>
  )
}
