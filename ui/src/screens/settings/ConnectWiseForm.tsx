// The form for ConnectWise's site and keys. It hands what was entered to the backend, which saves
// and checks it, and says what was found.
import { useRef, useState } from 'react'
import { backend } from '../../backend'
import type { ConnectWiseConnection, ConnectWiseForm as Entries, Settings } from '../../bindings'
import { Button } from '../../components/Button'
import { InSight } from '../../components/InSight'
import { FailureNotice, Notice } from '../../components/Notice'
import { Progress } from '../../components/Progress'
import { SelectField } from '../../components/SelectField'
import { TextField } from '../../components/TextField'
import { LeaveGuard } from '../../shell/LeaveGuard'
import { addressWords } from './addressWords'
import { focusFirstError } from './focusFirstError'
import { HelpedField } from './HelpedField'
import type { HelpTopic } from './helpTopics'
import { SecretEntry } from './SecretEntry'
import { choiceOf, EMPTY_FORM, OWN, SITES } from './sites'
import { type Connect, useConnect } from './useConnect'

export interface ConnectWiseFormProps {
  readonly settings: Settings
  readonly isLocked?: boolean
  readonly onHelp: (topic: HelpTopic) => void
  readonly onConnected?: () => void
}

type Connection = Connect<Entries, ConnectWiseConnection>

export function ConnectWiseForm({ settings, isLocked = false, onHelp, onConnected }: ConnectWiseFormProps) {
  const [isTried, setTried] = useState(false)
  const connection = useConnect<Entries, ConnectWiseConnection>({
    saved: settings.connectwise,
    empty: EMPTY_FORM,
    connect: (form, key) => backend.connectConnectwise(form, key),
    savedOf: (now) => now.connectwise,
  })
  const { form, secret, isBusy } = connection
  const hasKey = secret !== '' || settings.private_key.state !== 'missing'
  const page = useRef<HTMLFormElement>(null)
  const save = async () => {
    setTried(true)
    if (Object.values(form).some((text) => text.trim() === '') || !hasKey) {
      focusFirstError(page)
      return false
    }
    const isDone = await connection.save()
    if (isDone) onConnected?.()
    return isDone
  }
  const lack = (text: string, what: string): string | null =>
    isTried && text.trim() === '' ? `Enter ${what}.` : null
  const part = { connection, isLocked, onHelp, lack }
  return (
    <form
      ref={page}
      className="Form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <SiteFields {...part} />
      <PublicKeyField {...part} />
      <HelpedField of="private key" topic="keys" onHelp={onHelp}>
        <SecretEntry
          label="Private key"
          secret={settings.private_key}
          value={secret}
          onChange={connection.setSecret}
          isDisabled={isLocked}
          isReadOnly={isBusy}
          error={hasKey ? null : lack('', 'the private key')}
        />
      </HelpedField>
      <ClientIdField {...part} />
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
        title="Leave without saving the ConnectWise connection?"
        onSave={save}
      >
        What you entered is not saved yet.
      </LeaveGuard>
    </form>
  )
}

interface PartProps {
  readonly connection: Connection
  readonly isLocked: boolean
  readonly onHelp: (topic: HelpTopic) => void
  readonly lack: (text: string, what: string) => string | null
}

function SiteFields({ connection: { form, change, isBusy }, isLocked, onHelp, lack }: PartProps) {
  const [choice, setChoice] = useState(choiceOf(form.site))
  return (
    <>
      <HelpedField of="site" topic="site" onHelp={onHelp}>
        <SelectField
          label="Site"
          value={choice}
          options={SITES}
          isDisabled={isLocked || isBusy}
          error={choice === OWN ? null : lack(form.site, 'the site')}
          onChange={(next) => {
            setChoice(next)
            change({ site: next === OWN ? '' : next })
          }}
        />
      </HelpedField>
      {choice === OWN ? (
        <TextField
          label="Host"
          description={addressWords(form.site)}
          placeholder="psa.example.com"
          isCode
          value={form.site}
          isDisabled={isLocked}
          isReadOnly={isBusy}
          error={lack(form.site, 'the host')}
          onChange={(site) => change({ site })}
        />
      ) : null}
      <HelpedField of="company id" topic="company" onHelp={onHelp}>
        <TextField
          label="Company id"
          isCode
          value={form.company}
          isDisabled={isLocked}
          isReadOnly={isBusy}
          error={lack(form.company, 'the company id')}
          onChange={(company) => change({ company })}
        />
      </HelpedField>
    </>
  )
}

function PublicKeyField({ connection: { form, change, isBusy }, isLocked, onHelp, lack }: PartProps) {
  return (
    <HelpedField of="keys" topic="keys" onHelp={onHelp}>
      <TextField
        label="Public key"
        isCode
        value={form.public_key}
        isDisabled={isLocked}
        isReadOnly={isBusy}
        error={lack(form.public_key, 'the public key')}
        onChange={(public_key) => change({ public_key })}
      />
    </HelpedField>
  )
}

function ClientIdField({ connection: { form, change, isBusy }, isLocked, onHelp, lack }: PartProps) {
  return (
    <HelpedField of="client id" topic="client-id" onHelp={onHelp}>
      <TextField
        label="Client id"
        isCode
        value={form.client_id}
        isDisabled={isLocked}
        isReadOnly={isBusy}
        error={lack(form.client_id, 'the client id')}
        onChange={(client_id) => change({ client_id })}
      />
    </HelpedField>
  )
}

function Outcome({ connection }: { readonly connection: Connection }) {
  const { isBusy, error, written, result } = connection
  return (
    <>
      {isBusy ? <Progress label="Asking ConnectWise" /> : null}
      {error ? (
        <InSight>
          <FailureNotice failure={error} title="ConnectWise is not connected." written={written} />
        </InSight>
      ) : null}
      {result ? (
        <InSight>
          <Found result={result} />
        </InSight>
      ) : null}
    </>
  )
}

function Found({ result }: { readonly result: ConnectWiseConnection }) {
  return (
    <Notice kind="success" title={`Connected to ${result.company}`}>
      {result.version === '' ? 'ConnectWise accepts' : `ConnectWise ${result.version} accepts`} the keys, and
      companies, agreements, additions and the catalog may be read.
    </Notice>
  )
}
