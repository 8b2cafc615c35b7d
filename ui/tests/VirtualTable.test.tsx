// The long table: which windows it reads, what it tells a reader, what the keys do.
import '../src/styles/index.css'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { announceChange } from '../src/backend'
import type { Column } from '../src/components/columns'
import { VirtualTable, type VirtualTableProps } from '../src/components/VirtualTable'

interface Row {
  readonly id: number
}

const TOTAL = 150_000
const columns: ReadonlyArray<Column<Row>> = [{ id: 'name', title: 'Name', cell: (row) => `Row ${row.id}` }]

function source(total = TOTAL) {
  return vi.fn(async (offset: number, limit: number) => ({
    rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => ({
      id: offset + index,
    })),
    total,
  }))
}

const table = (props: Partial<VirtualTableProps<Row>> & Pick<VirtualTableProps<Row>, 'load'>) => (
  <div style={{ display: 'flex', height: 500 }}>
    <VirtualTable label="History" columns={columns} query="all" rowKey={(row) => String(row.id)} {...props} />
  </div>
)

afterEach(cleanup)

test('reads the first window and its neighbour only, and counts all rows', async () => {
  const load = source()
  const screen = await render(table({ load }))
  await expect.element(screen.getByText('Row 0')).toBeVisible()
  await expect.element(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '150001')
  await expect
    .element(screen.getByRole('row', { name: 'Row 3', exact: true }))
    .toHaveAttribute('aria-rowindex', '5')
  await vi.waitFor(() =>
    expect(load.mock.calls).toEqual([
      [0, 200],
      [200, 200],
    ]),
  )
  expect(screen.getByRole('row').elements().length).toBeLessThan(60)
})

test('End leads to the last row without reading what lies between', async () => {
  const load = source()
  const onOpen = vi.fn()
  const screen = await render(table({ load, onOpen }))
  await expect.element(screen.getByText('Row 0')).toBeVisible()
  screen.getByRole('grid').element().focus()
  await userEvent.keyboard('{End}')
  await expect.element(screen.getByText('Row 149999')).toBeVisible()
  await userEvent.keyboard('{ArrowUp}{Enter}')
  expect(onOpen).toHaveBeenCalledExactlyOnceWith({ id: 149_998 })
  expect(load.mock.calls.length).toBeLessThan(8)
})

test('Space selects, the head selects all', async () => {
  const onChange = vi.fn()
  const selection = { selected: new Set<string>(), all: ['0', '1'], onChange }
  const screen = await render(table({ load: source(2), selection }))
  await expect.element(screen.getByText('Row 1')).toBeVisible()
  screen.getByRole('grid').element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown} ')
  expect(onChange).toHaveBeenLastCalledWith(new Set(['1']))
  await screen.getByRole('checkbox', { name: 'Select all' }).click()
  expect(onChange).toHaveBeenLastCalledWith(new Set(['0', '1']))
})

test('a change is read again while the old rows stay in sight', async () => {
  let release = () => {}
  const load = source(5)
  const screen = await render(table({ load }))
  await expect.element(screen.getByText('Row 4')).toBeVisible()
  load.mockImplementationOnce(async () => {
    await new Promise<void>((resolve) => {
      release = resolve
    })
    return { rows: [{ id: 77 }], total: 1 }
  })
  announceChange()
  await expect.element(screen.getByText('Row 4')).toBeVisible()
  release()
  await expect.element(screen.getByText('Row 77')).toBeVisible()
  expect(screen.getByText('Row 4').elements()).toHaveLength(0)
})

test('another query drops answers to the one before', async () => {
  let late: (found: { rows: Row[]; total: number }) => void = () => {}
  const first = () =>
    new Promise<{ rows: Row[]; total: number }>((resolve) => {
      late = resolve
    })
  const screen = await render(table({ load: first }))
  await screen.rerender(table({ load: source(1), query: 'other' }))
  await expect.element(screen.getByText('Row 0')).toBeVisible()
  late({ rows: [{ id: 55 }], total: 1 })
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(screen.getByText('Row 55').elements()).toHaveLength(0)
})

test('failing says so and offers to try again', async () => {
  const load = source(3)
  load.mockRejectedValueOnce(new Error('no'))
  const screen = await render(table({ load, failed: 'The history could not be read.' }))
  await expect.element(screen.getByText('The history could not be read.')).toBeVisible()
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('Row 2')).toBeVisible()
})
