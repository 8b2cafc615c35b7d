// What was renamed or deleted since it was mapped. A mapping goes by id and stays; a person looks
// whether it is still the same thing.
import { backend } from '../../backend'
import type { MappedKind, Renamed } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { Table } from '../../components/Table'
import { Tag } from '../../components/Tag'
import { useAsk } from '../../hooks/useAsk'
import { useWork } from '../../hooks/useWork'

const KINDS: Readonly<Record<MappedKind, string>> = {
  customer: 'C3 customer',
  company: 'ConnectWise company',
  agreement: 'Agreement',
  item: 'ConnectWise product',
}

const COLUMNS: ReadonlyArray<Column<Renamed>> = [
  { id: 'kind', title: 'What', width: '11rem', cell: ({ kind }) => KINDS[kind] },
  { id: 'id', title: 'Number', width: '7rem', cell: ({ kind, id }) => (kind === 'customer' ? '' : id) },
  { id: 'was', title: 'When it was mapped', cell: ({ was }) => was },
  { id: 'now', title: 'Now', cell: ({ now }) => now ?? <Tag tone="bad">gone</Tag> },
]

export function RenamedList() {
  const { data, error, reload } = useAsk('renamed', () => backend.renamed())
  const keeping = useWork(async () => {
    await backend.keepNames()
    reload()
  })
  return (
    <Section
      title="Renamed or deleted since it was mapped"
      description="Mappings go by number and stay as they are. Look whether each is still what it was; what is gone can be replaced below."
    >
      {error ? (
        <FailureNotice failure={error} title="The changes could not be read." onRetry={reload} />
      ) : null}
      {data?.length === 0 ? <p className="Muted">Everything that is mapped is called what it was.</p> : null}
      {data && data.length > 0 ? (
        <div className="Stack" data-gap="s">
          <Table
            label="Renamed or deleted"
            columns={COLUMNS}
            rows={data}
            rowKey={({ kind, id }) => `${kind}:${id}`}
          />
          {keeping.error ? (
            <Notice kind="error" title="That could not be kept.">
              {keeping.error.message}
            </Notice>
          ) : null}
          <div className="Row">
            <Button isPending={keeping.isBusy} onPress={() => void keeping.start()}>
              I have looked; keep the mappings
            </Button>
          </div>
        </div>
      ) : null}
    </Section>
  )
}
