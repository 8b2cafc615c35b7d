// What the mapping screen has to say above its table: what failed, what is gone in ConnectWise,
// and what the backend wants known about what was saved.
import { FailureNotice, Notice } from '../../components/Notice'
import { inWords, sentence } from '../../format/words'
import type { Mapping } from './useMapping'
import { goneWords } from './words'

export function Messages({ mapping }: { readonly mapping: Mapping }) {
  const { found, saving, warnings, agreements, view } = mapping
  const gone = view ? goneWords(view.company) : null
  return (
    <>
      {saving.error ? (
        <FailureNotice
          failure={saving.error}
          title="The mapping was not saved."
          written="Nothing of it was saved."
        />
      ) : null}
      {found.error ? (
        <FailureNotice failure={found.error} title="The customer could not be read." onRetry={found.reload} />
      ) : null}
      {agreements.error && !gone ? (
        <FailureNotice
          failure={agreements.error}
          title="The company’s agreements could not be read."
          onRetry={agreements.reload}
        />
      ) : null}
      {view && gone ? (
        <Notice kind="warning" title={inWords(gone)}>
          {view.customer.name} cannot be validated. Release the customer mapping to map it to another company.
        </Notice>
      ) : null}
      {warnings.length > 0 ? (
        <Notice kind="warning" title="Saved. This is worth knowing:" onClose={mapping.dismissWarnings}>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{sentence(warning)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
