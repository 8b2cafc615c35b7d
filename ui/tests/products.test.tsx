// The products of Mapping are filled like a sheet: the arrows go from row to row while a dropdown is
// closed, and inside its list while it is open.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { KeyboardHelp } from '../src/components/KeyboardHelp'
import { forgetAnswers } from '../src/hooks/useAsk'
import { knownKeys } from '../src/hooks/useKeys'
import { agreement, openMapping, product } from './mapped'

beforeEach(() => forgetAnswers())
afterEach(cleanup)

const MAPPED = { agreement: 7, agreement_name: 'Microsoft cloud', item: 9, item_name: 'ITEM-9' }

/** Three rows with a dropdown; the one between the first two is mapped and has none. */
async function open() {
  const rows = [product('a'), product('m', { mapping: MAPPED }), product('b'), product('c')]
  const { screen, searchItems } = await openMapping(agreement(), rows)
  const cell = (id: string) => screen.getByRole('combobox', { name: `ConnectWise product for Product ${id}` })
  await expect.element(cell('c')).toBeInTheDocument()
  return { screen, searchItems, cell }
}

test('Up and Down go to the dropdown of the row above and below, and open nothing', async () => {
  const { cell, searchItems } = await open()
  cell('a').element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(cell('b')).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
  await expect.element(cell('c')).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
  await expect.element(cell('a')).toHaveFocus()
  await expect.element(cell('a')).toHaveAttribute('aria-expanded', 'false')
  expect(searchItems).not.toHaveBeenCalled()
})

test('Home and End with Ctrl go to the first and the last row', async () => {
  const { cell } = await open()
  cell('b').element().focus()
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await expect.element(cell('c')).toHaveFocus()
  await userEvent.keyboard('{Control>}{Home}{/Control}')
  await expect.element(cell('a')).toHaveFocus()
})

test('Alt with Down, Enter and typing open the dropdown, whose list then has the arrows', async () => {
  const { cell, screen } = await open()
  for (const keys of ['{Alt>}{ArrowDown}{/Alt}', '{Enter}', 'i']) {
    cell('a').element().focus()
    await userEvent.keyboard(keys)
    await expect.element(cell('a')).toHaveAttribute('aria-expanded', 'true')
    await expect.element(screen.getByRole('option', { name: 'ITEM-1' })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(cell('a')).toHaveFocus()
    expect(cell('a').element().getAttribute('aria-activedescendant')).toMatch(/-row-/)
    await userEvent.keyboard('{Escape}')
  }
})

test('Enter after a choice goes down one row, from the last one nowhere', async () => {
  const { cell, screen } = await open()
  cell('b').element().focus()
  for (const [id, name] of [
    ['b', 'item-2'],
    ['c', 'item-3'],
  ] as const) {
    await expect.element(cell(id)).toHaveFocus()
    await userEvent.keyboard(name)
    await expect.element(screen.getByText('1 entry')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.element(cell(id)).toHaveValue(name.toUpperCase())
  }
  await expect.element(cell('c')).toHaveFocus()
  await expect.element(screen.getByText('2 rows are not saved')).toBeVisible()
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(cell('b')).toHaveFocus()
  await expect.element(cell('b')).toHaveValue('ITEM-2')
})

test('the list of keys names them where there is a row to fill', async () => {
  await open()
  await render(<KeyboardHelp isOpen onClose={() => {}} />)
  const group = [...document.querySelectorAll('.KeyboardHelp section')].find(
    (one) => one.querySelector('h3')?.textContent === 'Product rows',
  )
  const lines = [...(group?.querySelectorAll('dl > div') ?? [])].map((one) =>
    [...one.querySelectorAll('dt, kbd')].map(({ textContent }) => textContent).join(' '),
  )
  expect(lines).toEqual([
    'Row above, row below ↑ ↓',
    'First row, last row Ctrl Home Ctrl End',
    'Open the dropdown; typing does it too Alt ↓',
    'Take, and go down a row Enter',
  ])
  await cleanup()
  forgetAnswers()
  const { screen } = await openMapping(agreement(), [product('m', { mapping: MAPPED })])
  await expect.element(screen.getByText('ITEM-9')).toBeVisible()
  expect(knownKeys().some(({ group: its }) => its === 'Product rows')).toBe(false)
})
