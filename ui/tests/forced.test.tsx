// Where the reader's system forces its own colours (Windows' contrast themes), what has the focus,
// what is chosen, what is marked and what the plot shows are still told apart.
import '../src/styles/index.css'
import '../src/screens/overview/overview.css'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { Button } from '../src/components/Button'
import { ComboSearch } from '../src/components/ComboSearch'
import { type RowState, Table } from '../src/components/Table'
import { Tabs } from '../src/components/Tabs'
import { Status, Tag, type Tone } from '../src/components/Tag'
import { VirtualTable } from '../src/components/VirtualTable'
import { mockTauri } from '../src/gallery/tauri'
import { BusyPlot } from '../src/screens/overview/BusyPlot'
import { busyOf, GROUPS } from '../src/screens/overview/busy'
import { Frame } from '../src/shell/Frame'
import { RouterProvider } from '../src/shell/router'
import { SCREENS } from '../src/shell/screens'

interface Session {
  send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>
}

async function emulate(forced: 'active' | 'none', scheme: string): Promise<void> {
  const features = [
    { name: 'forced-colors', value: forced },
    { name: 'prefers-color-scheme', value: scheme },
  ]
  await (cdp() as unknown as Session).send('Emulation.setEmulatedMedia', { features })
}

beforeEach(() => emulate('active', 'dark'))
afterEach(async () => {
  await cleanup()
  await emulate('none', '')
})

/** The reader's own colour of that name, as the browser writes it. */
function system(name: string): string {
  const probe = document.createElement('i')
  probe.style.cssText = `color: ${name}; forced-color-adjust: none`
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

const styleOf = (one: Element | null | undefined, part?: string) => {
  if (!one) throw new Error('it is not there')
  return getComputedStyle(one, part)
}
const all = (selector: string) => [...document.querySelectorAll(selector)]

test('the colours are forced', () => {
  expect(matchMedia('(forced-colors: active)').matches).toBe(true)
  expect(system('Highlight')).not.toBe(system('Canvas'))
})

test('what has the focus has a ring, also the screen that one is on', async () => {
  mockTauri({ known_update: () => null })
  const screen = await render(
    <RouterProvider first="overview">
      <Frame screens={SCREENS} current="overview" onGo={() => {}} connections={[]} onConnections={() => {}}>
        <Button>Validate</Button>
      </Frame>
    </RouterProvider>,
  )
  const [current, other] = all('.Rail-link')
  expect(styleOf(current).backgroundColor).toBe(system('Highlight'))
  expect(styleOf(current).color).toBe(system('HighlightText'))
  expect(styleOf(current).outlineStyle).toBe('none')
  expect(styleOf(other).backgroundColor).not.toBe(system('Highlight'))
  await userEvent.tab()
  await expect.element(screen.getByRole('button', { name: 'Overview' })).toHaveFocus()
  for (const focused of [current, screen.getByRole('button', { name: 'Validate' }).element()]) {
    while (document.activeElement !== focused) await userEvent.tab()
    const { outlineStyle, outlineWidth, outlineColor } = styleOf(focused)
    expect([outlineStyle, outlineWidth, outlineColor]).toEqual(['solid', '2px', system('Highlight')])
  }
})

test('only the chosen tab is underlined', async () => {
  const items = ['Findings', 'Plan'].map((label) => ({ id: label, label, content: label }))
  await render(<Tabs label="Parts" items={items} selected="Plan" onSelect={() => {}} />)
  const [other, chosen] = all('.Tabs-tab')
  expect(styleOf(chosen).borderBottomColor).toBe(system('Highlight'))
  expect(styleOf(other).borderBottomColor).toBe(system('Canvas'))
})

const STATES: ReadonlyArray<RowState | undefined> = [undefined, 'unsaved', 'bad']

test('rows that are not saved or have an error are marked in the margin, chosen ones are framed', async () => {
  await render(
    <Table
      label="Rows"
      columns={[{ id: 'name', title: 'Name', cell: (row) => String(row) }]}
      rows={STATES}
      rowKey={(row) => String(row)}
      rowState={(row) => row}
      selection={{ selected: new Set(['undefined']), all: STATES.map(String), onChange: () => {} }}
    />,
  )
  const [first, ...marked] = all('.Table tbody tr')
  expect(styleOf(first).outlineStyle).toBe('solid')
  expect(styleOf(first?.querySelector('td')).borderLeftWidth).toBe('0px')
  expect(marked.map((row) => styleOf(row.querySelector('td')).borderLeftWidth)).toEqual(['4px', '4px'])
  expect(marked.map((row) => styleOf(row).outlineStyle)).toEqual(['none', 'none'])
})

test('so are those of a long table', async () => {
  const screen = await render(
    <VirtualTable
      label="Rows"
      query="all"
      columns={[{ id: 'name', title: 'Name', cell: (row: RowState | undefined) => String(row) }]}
      load={async () => ({ rows: STATES, total: STATES.length })}
      rowKey={(row) => String(row)}
      rowState={(row) => row}
    />,
  )
  await expect.element(screen.getByText('unsaved')).toBeVisible()
  const rows = all('.VirtualTable-body .VirtualTable-row')
  expect(rows.map((row) => styleOf(row, '::before').borderLeftStyle)).toEqual(['none', 'solid', 'double'])
})

test('tags have an edge, and icons the colour of their words', async () => {
  const tones: readonly Tone[] = ['neutral', 'accent', 'good', 'warn', 'bad']
  await render(
    <>
      {tones.map((tone) => (
        <Tag key={tone} tone={tone}>
          {tone}
        </Tag>
      ))}
      <Status kind="good">Success</Status>
      <Status kind="bad">Error</Status>
    </>,
  )
  for (const tag of all('.Tag')) {
    expect(styleOf(tag).borderTopColor).toBe(system('CanvasText'))
    expect(styleOf(tag).backgroundColor).not.toBe(system('CanvasText'))
  }
  for (const icon of all('.Status svg')) expect(styleOf(icon).color).toBe(system('CanvasText'))
})

test('the marked entry of a list is told in all its words, one that cannot be chosen too', async () => {
  const rows = [
    { id: '1', label: 'Adatum', secondary: 'Leeds', tag: <Tag>Mapped</Tag> },
    { id: '2', label: 'Contoso', secondary: 'Bern', disabledReason: 'Already mapped' },
  ]
  const screen = await render(
    <ComboSearch
      label="Company"
      value={null}
      search={async () => ({ rows, total: 2 })}
      option={(row) => row}
      onChoose={() => {}}
    />,
  )
  await screen.getByRole('combobox').click()
  await expect.element(screen.getByText('Adatum')).toBeVisible()
  await userEvent.keyboard('{ArrowDown}')
  const [first, second] = all('.Option')
  expect(styleOf(first).backgroundColor).toBe(system('Highlight'))
  for (const word of first?.querySelectorAll('span') ?? [])
    expect(styleOf(word).color).toBe(system('HighlightText'))
  await userEvent.keyboard('{ArrowDown}')
  expect(styleOf(second).outlineStyle).toBe('solid')
  expect(styleOf(second).backgroundColor).toBe(system('Canvas'))
  for (const word of second?.querySelectorAll('span') ?? [])
    expect(styleOf(word).color).toBe(system('GrayText'))
})

test('every bar of the plot has an edge and the colour of its group, and so has the legend', async () => {
  const kinds = ['new', 'decrease', 'price', 'review'] as const
  const rows = kinds.map((kind) => ({ day: '2026-10-16', kind, events: 2 }))
  await render(
    <>
      <BusyPlot busy={busyOf(rows, '2026-10-17', 4)} marked={1} onMark={() => {}} onOpen={() => {}} />
      <div className="BusyPlot-legend">
        {GROUPS.map((group) => (
          <span key={group} className="BusyPlot-swatch" data-group={group} />
        ))}
      </div>
    </>,
  )
  await expect.poll(() => all('.BusyPlot-bar').length).toBe(GROUPS.length)
  const fills = new Map(
    all('.BusyPlot-bar').map((bar) => [bar.getAttribute('data-group'), styleOf(bar).fill]),
  )
  expect(new Set(fills.values()).size).toBe(GROUPS.length)
  for (const bar of all('.BusyPlot-bar')) expect(styleOf(bar).stroke).toBe(system('CanvasText'))
  for (const swatch of all('.BusyPlot-swatch')) {
    expect(styleOf(swatch).backgroundColor).toBe(fills.get(swatch.getAttribute('data-group')))
    expect(styleOf(swatch).borderTopStyle).toBe('solid')
  }
  expect(styleOf(all('.BusyPlot-mark')[0]).stroke).toBe(system('Highlight'))
  for (const label of all('.BusyPlot-label')) expect(styleOf(label).fill).toBe(system('CanvasText'))
})
