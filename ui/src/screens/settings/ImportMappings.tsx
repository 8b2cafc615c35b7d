// Mappings from a file: first what reading it would do, then doing it. What does not fit is left out
// with its reason; both are the backend's word.
import { useState } from 'react'
import { backend } from '../../backend'
import type { ImportedMappings } from '../../bindings'
import { Section } from '../../components/Page'
import { PathField } from '../../components/PathField'
import { counted } from '../../format/words'
import { RehearsedForm } from './RehearsedForm'
import { SETTING_WORDS } from './settingWords'

export function ImportMappings() {
  const [path, setPath] = useState('')
  const file = path.trim()
  return (
    <Section
      title="Import mappings"
      description="First Accord says what reading the file would do; nothing is changed until you confirm. Nothing is written to ConnectWise."
    >
      <RehearsedForm
        ask={file === '' ? null : (isDryRun) => backend.importMappings(file, isDryRun)}
        fields={({ forget, isBusy }) => (
          <PathField
            label="Mappings file"
            value={path}
            endings={['json', 'txt']}
            isDisabled={isBusy}
            onChange={(next) => {
              setPath(next)
              forget()
            }}
          />
        )}
        failed="The mappings could not be read."
        wouldDo={(found) =>
          isNothing(found) ? 'The file would change nothing' : `The file would bring ${broughtBy(found)}`
        }
        isNothing={isNothing}
        confirmLabel="Import"
        did={(done) => `The file brought ${broughtBy(done)}`}
        details={(read) => <Details read={read} />}
      />
    </Section>
  )
}

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
