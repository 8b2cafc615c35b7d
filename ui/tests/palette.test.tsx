// The palette: what is typed faster than the search answers is not lost, and nothing is taken
// that belongs to an older text.
import '../src/styles/index.css'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { CommandPalette, type Hit } from '../src/components/CommandPalette'
import type { Found } from '../src/hooks/useSearchList'

afterEach(cleanup)

/** A search whose answers come when they are told to. */
function slowSearch() {
  const waiting = new Map<string, (found: Found<Hit>) => void>()
  const runs = vi.fn()
  const search = (text: string) => new Promise<Found<Hit>>((resolve) => waiting.set(text, resolve))
  const answer = (text: string) => {
    const hit = { id: text, label: `For “${text}”`, group: 'Screen', run: () => runs(text) }
    waiting.get(text)?.({ rows: [hit], total: 1 })
  }
  return { search, answer, runs, asked: () => [...waiting.keys()] }
}

test('Enter before the answer takes what then comes first, once', async () => {
  const { search, answer, runs, asked } = slowSearch()
  const onClose = vi.fn()
  await render(<CommandPalette isOpen onClose={onClose} search={search} />)
  answer('')
  await userEvent.keyboard('up{Enter}')
  await vi.waitFor(() => expect(asked()).toContain('up'))
  answer('u')
  expect(runs).not.toHaveBeenCalled()
  answer('up')
  await vi.waitFor(() => expect(runs).toHaveBeenCalledExactlyOnceWith('up'))
  expect(onClose).toHaveBeenCalledOnce()
})

test('typing on takes the Enter back', async () => {
  const { search, answer, runs, asked } = slowSearch()
  const screen = await render(<CommandPalette isOpen onClose={() => {}} search={search} />)
  await userEvent.keyboard('u{Enter}p')
  await vi.waitFor(() => expect(asked()).toContain('up'))
  answer('u')
  answer('up')
  await expect.element(screen.getByRole('option', { name: /For “up”/ })).toBeVisible()
  expect(runs).not.toHaveBeenCalled()
})
