// Pointing all mappings of a company or a product at what replaced it: first what that would change,
// then doing it. Nothing is written to ConnectWise.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { Company, Item, Repointed, Target } from '../../bindings'
import { Button } from '../../components/Button'
import { ComboSearch } from '../../components/ComboSearch'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { SelectField } from '../../components/SelectField'
import { formatCount } from '../../format/decimal'
import { useWork } from '../../hooks/useWork'
import { part } from '../mapping/find'

type Kind = 'company' | 'item'
type Replacement = Pick<Company | Item, 'id' | 'name' | 'selectable' | 'reason'>

const WORD: Readonly<Record<Kind, string>> = { company: 'company', item: 'product' }

const mappings = (count: number): string => (count === 1 ? '1 mapping' : `${formatCount(count)} mappings`)

const search = {
  company: async (text: string) => backend.searchCompanies(part(text)),
  item: async (text: string) => backend.searchCatalog(part(text)),
}

interface Choice {
  readonly kind: Kind
  readonly old: Target | null
  readonly next: Replacement | null
}

const NOTHING: Choice = { kind: 'item', old: null, next: null }

export function RepointMappings() {
  const [choice, setChoice] = useState(NOTHING)
  const [found, setFound] = useState<Repointed | null>(null)
  const [done, setDone] = useState<Repointed | null>(null)
  const { kind, old, next } = choice
  const repoint = async (isDryRun: boolean) =>
    old && next ? backend.repoint(kind, old.id, next.id, isDryRun) : null
  const trying = useWork(async () => {
    setDone(null)
    setFound(await repoint(true))
  })
  const doing = useWork(async () => {
    setDone(await repoint(false))
    setFound(null)
    setChoice({ ...NOTHING, kind })
    announceChange()
  })
  const error = doing.error ?? trying.error
  return (
    <Section
      title="Replaced in ConnectWise"
      description="Where a company or a product was replaced by another one, all its mappings follow at once. First Accord says which; nothing is written to ConnectWise."
    >
      <form
        className="Stack Fit"
        data-gap="s"
        onSubmit={(event) => {
          event.preventDefault()
          void trying.start()
        }}
      >
        <Choosing
          choice={choice}
          onChange={(changed) => {
            setChoice(changed)
            setFound(null)
            setDone(null)
          }}
        />
        <div className="Row">
          <Button type="submit" isPending={trying.isBusy} isDisabled={!old || !next || found !== null}>
            See what it would do
          </Button>
        </div>
        {error ? (
          <FailureNotice
            failure={error}
            title="The mappings could not be pointed elsewhere."
            written="Nothing was changed."
          />
        ) : null}
        {found ? (
          <Confirming
            found={found}
            isBusy={doing.isBusy}
            onConfirm={() => void doing.start()}
            onCancel={() => setFound(null)}
          />
        ) : null}
        {done ? (
          <Notice kind="success" title={`${mappings(done.moved.length)} changed`}>
            <Details of={done} />
            <p>Validate to see what follows in ConnectWise.</p>
          </Notice>
        ) : null}
      </form>
    </Section>
  )
}

interface ChoosingProps {
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
}

function Choosing({ choice, onChange }: ChoosingProps) {
  const { kind, old, next } = choice
  return (
    <>
      <SelectField<Kind>
        label="What was replaced"
        value={kind}
        options={[
          { value: 'item', label: 'A product of the catalog' },
          { value: 'company', label: 'A company, with its agreements' },
        ]}
        onChange={(chosen) => onChange({ ...NOTHING, kind: chosen })}
      />
      <ComboSearch<Target>
        key={`${kind}-old`}
        label={`The ${WORD[kind]} that was replaced`}
        placeholder={`Choose a mapped ${WORD[kind]}`}
        value={old}
        search={(text) => backend.mappedTargets(kind, part(text))}
        option={(target) => ({
          id: String(target.id),
          label: target.name,
          secondary: `${target.gone ? 'gone in ConnectWise, ' : ''}number ${target.id}, ${mappings(target.mappings)}`,
        })}
        onChoose={(target) => onChange({ ...choice, old: target })}
      />
      <ComboSearch<Replacement>
        key={`${kind}-new`}
        label="What replaces it"
        placeholder={`Choose a ${WORD[kind]}`}
        value={next}
        search={search[kind]}
        option={(row) => ({
          id: String(row.id),
          label: row.name,
          secondary: `number ${row.id}`,
          disabledReason: row.selectable ? null : row.reason,
        })}
        onChoose={(row) => onChange({ ...choice, next: row })}
      />
    </>
  )
}

interface ConfirmingProps {
  readonly found: Repointed
  readonly isBusy: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

function Confirming({ found, ...rest }: ConfirmingProps) {
  const count = found.moved.length
  return (
    <ConfirmPanel
      title={count === 0 ? 'No mapping would change' : `${mappings(count)} would change`}
      look="primary"
      confirmLabel="Point them elsewhere"
      isDisabled={count === 0}
      {...rest}
    >
      <Details of={found} />
    </ConfirmPanel>
  )
}

function Details({ of: { moved, skipped, warnings } }: { readonly of: Repointed }) {
  return (
    <>
      <ul className="Bullets">
        {moved.map(({ name, product, from, to }) => (
          <li key={`${name} ${product ?? ''}`}>
            {name}
            {product ? `, ${product}` : ''}: {from} → {to}
          </li>
        ))}
      </ul>
      {skipped.length > 0 ? (
        <>
          <p>Left as they are:</p>
          <ul className="Bullets">
            {skipped.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      ) : null}
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </>
  )
}
