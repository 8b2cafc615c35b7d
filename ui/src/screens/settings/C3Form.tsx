// The form for C3's API. It hands what was entered to the backend, which saves it and asks for a
// token at once.
import { useRef, useState } from 'react'
import { backend } from '../../backend'
import type { C3Form as Entries, Settings } from '../../bindings'
import { Button } from '../../components/Button'
import { RadioChoice } from '../../components/Choices'
import { InSight } from '../../components/InSight'
import { FailureNotice, Notice } from '../../components/Notice'
import { Progress } from '../../components/Progress'
import { TextField, type TextFieldProps } from '../../components/TextField'
import { formatInstant } from '../../format/time'
import { LeaveGuard } from '../../shell/LeaveGuard'
import { addressWords } from './addressWords'
import { focusFirstError } from './focusFirstError'
import { HelpedField } from './HelpedField'
import type { HelpTopic } from './helpTopics'
import { SecretEntry } from './SecretEntry'
import { addressOf, tenantOf } from './tokenAddress'
import { type Connect, useConnect } from './useConnect'

export interface C3FormProps {
  readonly settings: Settings
  readonly isLocked?: boolean
  readonly onHelp: (topic: HelpTopic) => void
  readonly onConnected?: () => void
}

const EMPTY: Entries = { api_url: '', token_url: '', client_id: '', resource: '', scope: null }

export function C3Form({ settings, isLocked = false, onHelp, onConnected }: C3FormProps) {
  const [isTried, setTried] = useState(false)
  const connection = useConnect<Entries, string>({
    saved: settings.c3,
    empty: EMPTY,
    connect: (form, secret) =>
      backend.connectC3({ ...form, scope: form.scope?.trim() ? form.scope : null }, secret),
    savedOf: (now) => now.c3,
  })
  const { form, secret, isBusy } = connection
  const hasSecret = secret !== '' || settings.client_secret.state !== 'missing'
  const page = useRef<HTMLFormElement>(null)
  const save = async () => {
    setTried(true)
    const needed = [form.api_url, form.token_url, form.client_id, form.resource]
    if (needed.some((text) => text.trim() === '') || !hasSecret) {
      focusFirstError(page)
      return false
    }
    const isDone = await connection.save()
    if (isDone) onConnected?.()
    return isDone
  }
  const lack = (text: string, what: string): string | null =>
    isTried && text.trim() === '' ? `Enter ${what}.` : null
  return (
    <form
      ref={page}
      className="Form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <HelpedField of="API address" topic="c3" onHelp={onHelp}>
        <AddressField
          label="API address"
          placeholder="https://contoso-prod-api.azurewebsites.net"
          value={form.api_url}
          isDisabled={isLocked}
          isReadOnly={isBusy}
          error={lack(form.api_url, 'the API address')}
          onChange={(api_url) => connection.change({ api_url })}
        />
      </HelpedField>
      <SignInFields connection={connection} isLocked={isLocked} lack={lack} />
      <SecretEntry
        label="Client secret"
        secret={settings.client_secret}
        value={secret}
        onChange={connection.setSecret}
        isDisabled={isLocked}
        isReadOnly={isBusy}
        error={hasSecret ? null : lack('', 'the client secret')}
      />
      <div className="Row">
        <Button
          type="submit"
          look={connection.isNext ? 'primary' : 'plain'}
          isPending={isBusy}
          isDisabled={isLocked}
        >
          Save and check
        </Button>
      </div>
      <Outcome connection={connection} />
      <LeaveGuard
        isUnsaved={connection.isUnsaved && !isLocked}
        title="Leave without saving the C3 connection?"
        onSave={save}
      >
        What you entered is not saved yet.
      </LeaveGuard>
    </form>
  )
}

/** An address, and which are accepted. */
function AddressField(props: Omit<TextFieldProps, 'description' | 'isCode'>) {
  return <TextField {...props} description={addressWords(props.value)} isCode />
}

function Outcome({ connection }: { readonly connection: Connect<Entries, string> }) {
  const { isBusy, error, written, result } = connection
  return (
    <>
      {isBusy ? <Progress label="Asking C3 for a token" /> : null}
      {error ? <FailureNotice failure={error} title="C3 is not connected." written={written} /> : null}
      {result ? (
        <InSight>
          <Notice kind="success" title="C3 accepts the credentials">
            It gave a token that holds until {formatInstant(result)}; Accord asks for a new one when it needs
            it.
          </Notice>
        </InSight>
      ) : null}
    </>
  )
}

interface SignInProps {
  readonly connection: Connect<Entries, string>
  readonly isLocked: boolean
  readonly lack: (text: string, what: string) => string | null
}

const WAYS = [
  { value: 'tenant', label: 'By tenant id' },
  { value: 'address', label: 'By token address' },
] as const

function SignInFields({ connection: { form, change, isBusy }, isLocked, lack }: SignInProps) {
  const [way, setWay] = useState<'tenant' | 'address'>(
    form.token_url === '' || tenantOf(form.token_url) !== null ? 'tenant' : 'address',
  )
  // As typed: what is no tenant yet would not come back out of the address.
  const [tenant, setTenant] = useState(tenantOf(form.token_url) ?? '')
  return (
    <>
      <RadioChoice
        label="Sign-in"
        value={way}
        options={WAYS}
        onChange={setWay}
        isDisabled={isLocked || isBusy}
      />
      {way === 'tenant' ? (
        <TextField
          label="Tenant id"
          description="The Microsoft tenant in which Spektra registered your access."
          isCode
          value={tenant}
          isDisabled={isLocked}
          isReadOnly={isBusy}
          error={lack(form.token_url, 'the tenant id')}
          onChange={(text) => {
            setTenant(text)
            change({ token_url: addressOf(text) })
          }}
        />
      ) : (
        <AddressField
          label="Token address"
          value={form.token_url}
          isDisabled={isLocked}
          isReadOnly={isBusy}
          error={lack(form.token_url, 'the token address')}
          onChange={(token_url) => change({ token_url })}
        />
      )}
      <TextField
        label="Client id"
        isCode
        value={form.client_id}
        isDisabled={isLocked}
        isReadOnly={isBusy}
        error={lack(form.client_id, 'the client id')}
        onChange={(client_id) => change({ client_id })}
      />
      <TextField
        label="Resource"
        isCode
        value={form.resource}
        isDisabled={isLocked}
        isReadOnly={isBusy}
        error={lack(form.resource, 'the resource')}
        onChange={(resource) => change({ resource })}
      />
      <TextField
        label="Scope"
        isOptional
        isCode
        value={form.scope ?? ''}
        isDisabled={isLocked}
        isReadOnly={isBusy}
        onChange={(scope) => change({ scope })}
      />
    </>
  )
}
