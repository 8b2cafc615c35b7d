// Pointing all mappings of a company or a product at what replaced it: first what that would change,
// then doing it. Nothing is written to ConnectWise.
import { useState } from 'react'
import { backend } from '../../backend'
import type { Company, Item, Repointed, Target } from '../../bindings'
import { ComboSearch } from '../../components/ComboSearch'
import { Section } from '../../components/Page'
import { SelectField } from '../../components/SelectField'
import { counted } from '../../format/words'
import { part } from '../mapping/find'
import { RehearsedForm } from './RehearsedForm'

type Kind = 'company' | 'item'
type Replacement = Pick<Company | Item, 'id' | 'name' | 'selectable' | 'reason'>

const WORD: Readonly<Record<Kind, string>> = { company: 'company', item: 'product' }

const mappings = (count: number): string => counted(count, 'mapping')

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
  const { kind, old, next } = choice
  return (
    <Section
      title="Replaced in ConnectWise"
      description="Where a company or a product was replaced by another one, all its mappings follow at once. First Accord says which; nothing is written to ConnectWise."
    >
      <RehearsedForm
        ask={old && next ? (isDryRun) => backend.repoint(kind, old.id, next.id, isDryRun) : null}
        fields={({ forget }) => (
          <Choosing
            choice={choice}
            onChange={(changed) => {
              setChoice(changed)
              forget()
            }}
          />
        )}
        onDone={() => setChoice({ ...NOTHING, kind })}
        failed="The mappings could not be pointed elsewhere."
        wouldDo={({ moved }) =>
          moved.length === 0 ? 'No mapping would change' : `${mappings(moved.length)} would change`
        }
        isNothing={({ moved }) => moved.length === 0}
        confirmLabel="Point them elsewhere"
        did={({ moved }) => `${mappings(moved.length)} changed`}
        details={(of) => <Details of={of} />}
        next={<p>Validate to see what follows in ConnectWise.</p>}
      />
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
