// Automatic runs and addresses in the settings: a time of day as this computer writes it, whose
// currency a limit is, and where http is accepted.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { AutomaticSection } from '../src/screens/settings/AutomaticSection'
import { addressWords } from '../src/screens/settings/addressWords'
import { violations } from './axe'

beforeEach(() => forgetAnswers())
afterEach(cleanup)

const SETTINGS = {
  is_on: true,
  every: 'week',
  weekday: 'friday',
  month_day: 1,
  at: '06:30',
  may_upload: true,
  most_amount: '99.50',
  most_lines: 25,
  most_first_time: 0,
}

function open() {
  const save = vi.fn(() => null)
  mockTauri({
    set_automatic: save,
    automatic: () => ({
      settings: SETTINGS,
      next: '2026-12-04T06:30:00Z',
      system: 'linux',
      lines: { task_scheduler: '', launchd: '', launchd_load: '', cron: '30 6 * * 5 accord' },
    }),
  })
  return {
    save,
    screen: render(
      <main>
        <AutomaticSection isPractice={false} />
      </main>,
    ),
  }
}

test('the time is written as everywhere on the screen, and kept as it is meant', async () => {
  const { save, screen: rendered } = open()
  const screen = await rendered
  const at = screen.getByLabelText('At', { exact: true })
  await expect.element(at).toHaveValue(expect.stringMatching(/^6:30\sAM$/) as unknown as string)
  await at.fill('6.45 pm')
  await userEvent.tab()
  await expect.element(at).toHaveValue(expect.stringMatching(/^6:45\sPM$/) as unknown as string)
  await screen.getByRole('button', { name: 'Save' }).click()
  await vi.waitFor(() =>
    expect(save).toHaveBeenLastCalledWith({ settings: expect.objectContaining({ at: '18:45' }) }),
  )
  // What is no time is the backend's to refuse, as it was typed.
  await at.fill('25:00')
  await screen.getByRole('button', { name: 'Save' }).click()
  await vi.waitFor(() =>
    expect(save).toHaveBeenLastCalledWith({ settings: expect.objectContaining({ at: '25:00' }) }),
  )
})

test('the limit of an amount says whose currency it is', async () => {
  const screen = await open().screen
  await expect
    .element(
      screen.getByText(/In the agreements’ own currency; where there are several, each counts by itself/),
    )
    .toBeVisible()
  expect(await violations()).toEqual([])
})

test.each([
  ['', 'Only https is accepted.'],
  ['https://api.example.com', 'Only https is accepted.'],
  ['http://localhost:8080', 'Only https is accepted.'],
  ['http://127.0.0.1.example.com', 'Only https is accepted.'],
  ['http://127.0.0.1:8080/x', 'This machine’s own address: http is accepted. Elsewhere only https is.'],
  ['127.0.0.1:9000', 'This machine’s own address: http is accepted. Elsewhere only https is.'],
  ['http://[::1]:80', 'This machine’s own address: http is accepted. Elsewhere only https is.'],
])('what is said of the address “%s”', (address, words) => {
  expect(addressWords(address)).toBe(words)
})
