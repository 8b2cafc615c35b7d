// Suggestions: nothing is mapped until a person says so, one by one with a key or a class after a
// look; "no match" is kept apart; the last step is taken back. The backend is a table of answers.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import type { Suggestion, SuggestPart, SuggestStanding } from '../src/bindings'
import { ToastRegion } from '../src/components/Toasts'
import { mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { MappingScreen } from '../src/screens/MappingScreen'
import { RouterProvider } from '../src/shell/router'

const row = (id: string, standing: SuggestStanding, company: number | null): Suggestion => ({
  id,
  name: `Customer ${id}`,
  detail: 'Leeds',
  standing,
  candidate: company === null ? null : { id: company, name: `Company ${company}`, detail: null },
  reason: 'The names are the same',
})

/** What stands where, so that a step takes its row away. */
function books() {
  const rows = new Map([
    ['a', row('a', 'exact', 1)],
    ['b', row('b', 'exact', 2)],
    ['c', row('c', 'not-sure', 3)],
  ])
  let steps = 0
  const count = (standing: SuggestStanding) =>
    [...rows.values()].filter((one) => one.standing === standing).length
  const accept = vi.fn(({ id }: Record<string, unknown>) => {
    rows.delete(String(id))
    steps += 1
    return { accepted: 1, refused: [] }
  })
  const acceptAll = vi.fn(() => {
    for (const [id, { standing }] of rows) if (standing === 'exact') rows.delete(id)
    steps += 1
    return { accepted: 2, refused: [] }
  })
  const mark = vi.fn(({ id, marked }: Record<string, unknown>) => {
    const one = rows.get(String(id))
    if (one) rows.set(one.id, { ...one, standing: marked ? 'no-match' : 'none', candidate: null })
    return null
  })
  const takeBack = vi.fn(() => ({ released: 1, refused: [] }))
  const suggestions = ({ part }: Record<string, unknown>) => {
    const { standing, limit } = part as SuggestPart
    const all = [...rows.values()].filter((one) => standing === null || one.standing === standing)
    return {
      rows: all.slice(0, limit),
      total: all.length,
      ...{ exact: count('exact'), strong: count('strong'), not_sure: count('not-sure') },
      ...{ none: count('none'), no_match: count('no-match') },
      ...{ exact_list: 'seen', strong_list: '', steps },
    }
  }
  return { suggestions, accept, acceptAll, mark, takeBack }
}

async function open() {
  const { suggestions, accept, acceptAll, mark, takeBack } = books()
  mockTauri({
    suggestions,
    accept_suggestion: accept,
    accept_class: acceptAll,
    set_no_match: mark,
    undo_accepted: takeBack,
  })
  window.history.replaceState(null, '', '#/mapping?show=unmapped')
  const screen = await render(
    <RouterProvider first="mapping">
      <MappingScreen />
      <ToastRegion />
    </RouterProvider>,
  )
  await expect.element(screen.getByRole('tab', { name: /Exact/ })).toHaveAttribute('aria-selected', 'true')
  return { screen, accept, acceptAll, mark, takeBack }
}

beforeEach(() => forgetAnswers())
afterEach(cleanup)

test('a key accepts what is suggested in a row, and the focus goes on to the next', async () => {
  const { screen, accept } = await open()
  const first = screen.getByRole('button', { name: 'Accept: Customer a is Company 1' })
  await expect.element(first).toBeVisible()
  expect(accept).not.toHaveBeenCalled()
  first.element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(screen.getByRole('button', { name: /^Accept: Customer b/ })).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}a')
  expect(accept).toHaveBeenCalledExactlyOnceWith({ scope: { of: 'customers' }, id: 'a', candidate: 1 })
  await expect.element(screen.getByText('Mapped: Customer a → Company 1')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^Accept: Customer b/ })).toHaveFocus()
})

test('a class is accepted as a whole after a look, as it was listed', async () => {
  const { screen, acceptAll } = await open()
  await screen.getByRole('button', { name: 'Accept all 2…' }).click()
  await expect.element(screen.getByText(/They all stand below/)).toBeVisible()
  expect(acceptAll).not.toHaveBeenCalled()
  await screen.getByRole('button', { name: 'Map all 2' }).click()
  await expect.element(screen.getByText('2 customers mapped')).toBeVisible()
  expect(acceptAll).toHaveBeenCalledExactlyOnceWith({
    scope: { of: 'customers' },
    ofClass: 'exact',
    list: 'seen',
  })
})

test('one suggestion is accepted in words for one', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: /^Accept: Customer a/ }).click()
  await screen.getByRole('button', { name: 'Accept this customer…' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Map this customer as suggested?' })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Map it', exact: true })).toBeVisible()
})

test('what is not sure is never accepted together, and no match is kept apart', async () => {
  const { screen, mark } = await open()
  await screen.getByRole('tab', { name: /Not sure/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Accept: Customer c/ })).toBeVisible()
  expect(screen.getByRole('button', { name: /^Accept all/ }).elements()).toHaveLength(0)
  screen
    .getByRole('button', { name: /^Accept: Customer c/ })
    .element()
    .focus()
  await userEvent.keyboard('n')
  expect(mark).toHaveBeenCalledExactlyOnceWith({ scope: { of: 'customers' }, id: 'c', marked: true })
  await screen.getByRole('tab', { name: /No match/ }).click()
  await screen.getByRole('button', { name: 'Look again for Customer c' }).click()
  await vi.waitFor(() => expect(mark).toHaveBeenLastCalledWith(expect.objectContaining({ marked: false })))
})

test('the last step is taken back with the key that takes back everywhere', async () => {
  const { screen, takeBack } = await open()
  await expect.element(screen.getByRole('button', { name: 'Take the last step back' })).toBeDisabled()
  await screen.getByRole('button', { name: /^Accept: Customer a/ }).click()
  await expect.element(screen.getByRole('button', { name: 'Take the last step back' })).toBeEnabled()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(screen.getByText('1 mapping is taken back')).toBeVisible()
  expect(takeBack).toHaveBeenCalledOnce()
})
