// The gallery's sheets of tables: a plan with sums, the products table with its dropdowns, and
// 150,000 rows of history.
import { useState } from 'react'
import { Button } from '../components/Button'
import { ComboSearch } from '../components/ComboSearch'
import type { Column, Sort } from '../components/columns'
import { Money, Quantity } from '../components/Money'
import { Page, Section } from '../components/Page'
import { Table } from '../components/Table'
import { CycleTag, Status } from '../components/Tag'
import { VirtualTable } from '../components/VirtualTable'
import { Day } from '../components/When'
import { formatCount } from '../format/decimal'
import { COMPANIES, type Company, EVENTS, type Event, loadEvents, searchCompanies } from './samples'

export const companyOption = (company: Company) => ({
  id: String(company.id),
  label: company.name,
  secondary: `${company.identifier} · ${company.city}`,
  disabledReason: company.reason,
})

interface Line {
  readonly id: string
  readonly product: string
  readonly cycle: string
  readonly from: string
  readonly to: string
  readonly change: string
}

const LINES: readonly Line[] = [
  {
    id: '1',
    product: 'Microsoft 365 Business Premium',
    cycle: 'Monthly',
    from: '12',
    to: '15',
    change: '61.8',
  },
  { id: '2', product: 'Exchange Online (Plan 1)', cycle: 'Monthly', from: '8', to: '0', change: '-29.6' },
  { id: '3', product: 'Visio Plan 2', cycle: 'Annual', from: '0', to: '2', change: '1302' },
]

const LINE_COLUMNS: ReadonlyArray<Column<Line>> = [
  { id: 'product', title: 'Product', cell: (line) => line.product },
  { id: 'cycle', title: 'Billing cycle', width: '120px', cell: (line) => <CycleTag cycle={line.cycle} /> },
  {
    id: 'from',
    title: 'Before',
    width: '90px',
    isNumeric: true,
    cell: (line) => <Quantity value={line.from} />,
  },
  {
    id: 'to',
    title: 'After',
    width: '90px',
    isNumeric: true,
    isSortable: true,
    cell: (line) => <Quantity value={line.to} />,
  },
  {
    id: 'change',
    title: 'Next invoice',
    unit: 'EUR',
    width: '150px',
    isNumeric: true,
    cell: (line) => <Money amount={line.change} currency="EUR" isSigned />,
  },
]

export function Tables() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['1']))
  const [sort, setSort] = useState<Sort>({ column: 'to', direction: 'descending' })
  return (
    <Page title="Tables" actions={<Button look="primary">Save 2 rows</Button>}>
      <Section title="Cloud services" description="Contoso Bakery, billed monthly">
        <Table
          label="Lines of the agreement Cloud services"
          columns={LINE_COLUMNS}
          rows={LINES}
          rowKey={(line) => line.id}
          rowName={(line) => line.product}
          selection={{ selected, all: LINES.map((line) => line.id), onChange: setSelected }}
          sort={sort}
          onSort={setSort}
          detail={(line) =>
            line.id === '2' ? null : (
              <p>
                12 Oct 2025: quantity {line.from} → {line.to}
              </p>
            )
          }
          foot={{
            product: 'Next invoice changes by',
            change: <Money amount="1334.2" currency="EUR" isSigned />,
          }}
        />
      </Section>
      <Section title="Products">
        <Products />
      </Section>
    </Page>
  )
}

function Products() {
  const [chosen, setChosen] = useState<Readonly<Record<string, Company>>>({})
  const columns: ReadonlyArray<Column<Line>> = [
    { id: 'product', title: 'C3 product', cell: (line) => line.product },
    { id: 'cycle', title: 'Billing cycle', width: '120px', cell: (line) => <CycleTag cycle={line.cycle} /> },
    {
      id: 'item',
      title: 'ConnectWise product',
      width: '44%',
      cell: (line) => (
        <ComboSearch
          label={`ConnectWise product for ${line.product}`}
          isCompact
          isUnsaved={chosen[line.id] !== undefined}
          value={chosen[line.id] ?? null}
          search={searchCompanies}
          option={companyOption}
          onChoose={(row) => setChosen({ ...chosen, [line.id]: row })}
        />
      ),
    },
  ]
  return (
    <Table
      label="Products"
      columns={columns}
      rows={LINES}
      rowKey={(line) => line.id}
      rowState={(line) => (chosen[line.id] ? 'unsaved' : line.id === '2' ? 'bad' : undefined)}
    />
  )
}

const EVENT_COLUMNS: ReadonlyArray<Column<Event>> = [
  { id: 'at', title: 'Changed', width: '112px', cell: (event) => <Day value={event.at} /> },
  { id: 'customer', title: 'Customer', width: '1.2fr', cell: (event) => event.customer },
  { id: 'product', title: 'Product', width: '1.6fr', cell: (event) => event.product },
  {
    id: 'kind',
    title: 'Change',
    width: '110px',
    cell: (event) => <Status kind={event.kind === 'New' ? 'info' : 'none'}>{event.kind}</Status>,
  },
  {
    id: 'before',
    title: 'Before',
    width: '80px',
    isNumeric: true,
    cell: (event) => <Quantity value={event.before} />,
  },
  {
    id: 'after',
    title: 'After',
    width: '80px',
    isNumeric: true,
    cell: (event) => <Quantity value={event.after} />,
  },
  {
    id: 'price',
    title: 'Price',
    unit: 'EUR',
    width: '110px',
    isNumeric: true,
    cell: (event) => <Money amount={event.price} currency="EUR" />,
  },
]

export function LongTable() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  return (
    <Page
      title="Subscription history"
      subtitle={`${formatCount(EVENTS)} changes`}
      isFilled
      actions={<Button>Product Mapping</Button>}
    >
      <VirtualTable
        label="Subscription history"
        columns={EVENT_COLUMNS}
        query="all"
        load={loadEvents}
        rowKey={(event) => String(event.id)}
        rowName={(event) => event.product}
        onOpen={() => {}}
        selection={{ selected, all: ['0', '1', '2'], onChange: setSelected }}
      />
    </Page>
  )
}

export function Combos() {
  const [company, setCompany] = useState<Company | null>(COMPANIES[3] ?? null)
  return (
    <Page title="Dropdown of 20,000">
      <div className="Form">
        <ComboSearch
          label="External customer"
          value={company}
          search={searchCompanies}
          option={companyOption}
          onChoose={setCompany}
          onClear={() => setCompany(null)}
          hint="Not there? Create the company in ConnectWise, then refresh."
        />
        <ComboSearch
          label="Agreement"
          description="Choose a company first."
          value={null}
          search={searchCompanies}
          option={companyOption}
          onChoose={() => {}}
          isDisabled
        />
        <ComboSearch
          label="Failing"
          value={null}
          search={() => Promise.reject(new Error('no'))}
          option={companyOption}
          onChoose={() => {}}
        />
      </div>
    </Page>
  )
}
