// What ConnectWise lets Accord read, and which row of the security role is missing where it does
// not. A test never writes, so rights to add and edit cannot be tried.

import { useState } from 'react'
import { backend } from '../../backend'
import type { Check, Right } from '../../bindings'
import { Button } from '../../components/Button'
import type { Column } from '../../components/columns'
import { InSight } from '../../components/InSight'
import { FailureNotice, Notice } from '../../components/Notice'
import { Section } from '../../components/Page'
import { Progress } from '../../components/Progress'
import { Table } from '../../components/Table'
import { Status } from '../../components/Tag'
import { useWork } from '../../hooks/useWork'

export interface RightsCheckProps {
  readonly isConnected: boolean
  readonly onHelp: () => void
}

export function RightsCheck({ isConnected, onHelp }: RightsCheckProps) {
  const [check, setCheck] = useState<Check | null>(null)
  const checking = useWork(async () => {
    setCheck(null)
    setCheck(await backend.checkConnections())
  })
  return (
    <Section
      title="Rights"
      description="Accord reads one record of each kind, to see what the API member’s security role allows. Nothing is written."
      actions={
        <>
          <Button look="quiet" onPress={onHelp}>
            Which rights are needed
          </Button>
          <Button isPending={checking.isBusy} isDisabled={!isConnected} onPress={() => void checking.start()}>
            Check connection
          </Button>
        </>
      }
    >
      {!isConnected ? <p className="Faint">Save a connection first.</p> : null}
      {checking.isBusy ? <Progress label="Asking both systems" /> : null}
      {checking.error ? (
        <FailureNotice failure={checking.error} title="The connection could not be checked." />
      ) : null}
      {check ? (
        <InSight>
          <Answer check={check} />
        </InSight>
      ) : null}
    </Section>
  )
}

const COLUMNS: ReadonlyArray<Column<Right>> = [
  { id: 'name', title: 'What is read', width: '22%', cell: ({ name }) => capital(name) },
  {
    id: 'answer',
    title: 'ConnectWise’s answer',
    width: '30%',
    cell: ({ may_read }) =>
      may_read ? <Status kind="good">May be read</Status> : <Status kind="bad">Refused</Status>,
  },
  { id: 'row', title: 'Row of the security role', cell: ({ role_row }) => role_row },
]

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

function Answer({ check: { connectwise_ok, connectwise_message, rights } }: { readonly check: Check }) {
  const refused = rights.filter(({ may_read }) => !may_read)
  const rows = [...new Set(refused.map(({ role_row }) => `“${role_row}”`))].join(' and ')
  return (
    <div className="Stack">
      {connectwise_ok ? (
        <Notice kind="success" title="ConnectWise answers, and everything that is needed may be read">
          Whether lines may be added and edited shows at the first upload: for that the row Finance &gt;
          Agreements needs Add All and Edit All.
        </Notice>
      ) : (
        <Notice
          kind="error"
          title={
            refused.length > 0
              ? `The security role lacks ${rows}`
              : 'The connection to ConnectWise does not work'
          }
        >
          {refused.length > 0
            ? 'In ConnectWise open System, then Security Roles, choose the API member’s role, set Inquire to All in this row, and check again.'
            : connectwise_message}
        </Notice>
      )}
      {connectwise_ok && refused.length > 0 ? (
        <Notice kind="info" title={`Without ${rows} an agreement’s last invoices cannot be shown`}>
          Everything else works without it.
        </Notice>
      ) : null}
      {rights.length > 0 ? (
        <Table label="Rights in ConnectWise" columns={COLUMNS} rows={rights} rowKey={({ name }) => name} />
      ) : null}
    </div>
  )
}
