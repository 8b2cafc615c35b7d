// A secret of the settings: saved, missing, or unknown because the credential store does not
// answer, which is said as such and never taken for "not connected".
import type { Secret } from '../../bindings'
import { Notice } from '../../components/Notice'
import { SecretField } from '../../components/SecretField'
import { sentence } from '../../format/words'

export interface SecretEntryProps {
  readonly label: string
  readonly secret: Secret
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | null | undefined
  readonly isDisabled?: boolean
  readonly isReadOnly?: boolean
}

export function SecretEntry({
  label,
  secret,
  value,
  onChange,
  error,
  isDisabled = false,
  isReadOnly = false,
}: SecretEntryProps) {
  const saved =
    secret.state === 'saved' ? { savedAt: secret.saved_at, ending: secret.ends_in.replace(/^…/, '') } : null
  return (
    <div className="Stack" data-gap="s">
      <SecretField
        key={secret.state === 'saved' ? `${secret.saved_at} ${secret.ends_in}` : secret.state}
        label={label}
        description="Kept in this computer’s credential store and nowhere else."
        error={error}
        saved={saved}
        value={value}
        onChange={onChange}
        isDisabled={isDisabled}
        isReadOnly={isReadOnly}
      />
      {secret.state === 'unavailable' ? (
        <Notice kind="warning" title={`Whether a ${label.toLowerCase()} is saved cannot be told`}>
          {sentence(secret.message)} What is saved there stays as it is.
        </Notice>
      ) : null}
    </div>
  )
}
