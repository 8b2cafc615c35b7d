// Mappings from a file: first what reading it would do, then doing it. What does not fit is left out
// with its reason; both are the backend's word.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { ImportedMappings } from '../../bindings'
import { Button } from '../../components/Button'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { PathField } from '../../components/PathField'
import { formatCount } from '../../format/decimal'
import { useWork } from '../../hooks/useWork'
import { SETTING_WORDS } from './settingWords'

export function ImportMappings() {
  const [path, setPath] = useState('')
  const [found, setFound] = useState<ImportedMappings | null>(null)
  const [done, setDone] = useState<ImportedMappings | null>(null)
  const trying = useWork(async () => {
    setDone(null)
    setFound(await backend.importMappings(path.trim(), true))
  })
  const reading = useWork(async () => {
    setDone(await backend.importMappings(path.trim(), false))
    setFound(null)
    announceChange()
  })
  const error = reading.error ?? trying.error
  return (
    <Section
      title="Import mappings"
      description="First Accord says what reading the file would do; nothing is changed until you confirm. Nothing is written to ConnectWise."
    >
      <form
        className="Stack Fit"
        data-gap="s"
        onSubmit={(event) => {
          event.preventDefault()
          if (path.trim() !== '') void trying.start()
        }}
      >
        <PathField
          label="Mappings file"
          value={path}
          endings={['json', 'txt']}
          isDisabled={reading.isBusy}
          onChange={(next) => {
            setPath(next)
            setFound(null)
            setDone(null)
          }}
        />
        <div className="Row">
          <Button type="submit" isPending={trying.isBusy} isDisabled={path.trim() === '' || found !== null}>
            See what it would do
          </Button>
        </div>
        {error ? (
          <FailureNotice
            failure={error}
            title="The mappings could not be read."
            written="Nothing was changed."
          />
        ) : null}
        {found ? (
          <ConfirmPanel
            title={
              isNothing(found) ? 'The file would change nothing' : `The file would bring ${broughtBy(found)}`
            }
            look="primary"
            confirmLabel="Import"
            isBusy={reading.isBusy}
            isDisabled={isNothing(found)}
            onConfirm={() => void reading.start()}
            onCancel={() => setFound(null)}
          >
            <Details read={found} />
          </ConfirmPanel>
        ) : null}
        {done ? (
          <Notice kind="success" title={`The file brought ${broughtBy(done)}`}>
            <Details read={done} />
          </Notice>
        ) : null}
      </form>
    </Section>
  )
}

const counted = (count: number, one: string): string =>
  `${formatCount(count)} ${count === 1 ? one : `${one}s`}`

export function isNothing({ customers, agreements, products, settings }: ImportedMappings): boolean {
  return customers + agreements + products + settings.length === 0
}

/** "3 customers, 4 agreements and 12 products". */
export function broughtBy({ customers, agreements, products }: ImportedMappings): string {
  return `${counted(customers, 'customer')}, ${counted(agreements, 'agreement')} and ${counted(products, 'product')}`
}

function Details({ read: { settings, skipped } }: { readonly read: ImportedMappings }) {
  return (
    <>
      {settings.length > 0 ? (
        <p>Settings that change: {settings.map((name) => SETTING_WORDS[name] ?? name).join(', ')}.</p>
      ) : null}
      {skipped.length > 0 ? (
        <>
          <p>Left out:</p>
          <ul className="Bullets">
            {skipped.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>Nothing is left out.</p>
      )}
    </>
  )
}
