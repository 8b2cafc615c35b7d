// Updates: a quiet line in the rail, what is new as plain text, and an install that only a person
// starts and that never begins beside a run.
import '../src/styles/index.css'
import { expect, test } from 'vitest'
import { cleanup } from 'vitest-browser-react'
import type { UpdateHabits, UpdateOffer } from '../src/bindings'
import type { Handler } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { startRun } from '../src/hooks/useRuns'
import { freshWindows, openWindow } from './books'

const HABITS: UpdateHabits = { quiet: true, looked_at: null, off: null }

const OFFER: UpdateOffer = {
  version: '0.2.0',
  published_at: '2026-11-27T12:00:00Z',
  notes: 'Fewer clicks.\n<b>Not markup</b>',
  installs: true,
}

freshWindows()

const start = (handlers: Readonly<Record<string, Handler>>) =>
  openWindow('#/settings?section=updates', {
    update_habits: () => HABITS,
    known_update: () => null,
    ...handlers,
  })

test('a newer version shows in the rail, with its notes as plain text, and installs when told to', async () => {
  let installed = 0
  const screen = await start({
    known_update: () => OFFER,
    install_update: () => {
      installed += 1
      return null
    },
  })
  await expect.element(screen.getByRole('button', { name: 'Accord 0.2.0 is there' })).toBeVisible()
  await expect.element(screen.getByText('<b>Not markup</b>', { exact: false })).toBeVisible()
  expect(installed).toBe(0)
  await screen.getByRole('button', { name: 'Install and restart' }).click()
  await expect.poll(() => installed).toBe(1)
})

test('looking says that there is nothing newer, or why it could not look', async () => {
  let look: Handler = () => null
  const screen = await start({ check_for_update: (args) => look(args) })
  await screen.getByRole('button', { name: 'Look now' }).click()
  await expect.element(screen.getByText('You have the newest version.')).toBeVisible()
  look = () => {
    throw { code: 'unreachable', message: 'It does not answer. Nothing was changed', reference: 'r' }
  }
  await screen.getByRole('button', { name: 'Look now' }).click()
  await expect.element(screen.getByText('Accord could not look for a newer version.')).toBeVisible()
  await expect
    .element(screen.getByText('It does not answer. Nothing was changed', { exact: false }))
    .toBeVisible()
})

test('nothing is installed while something runs', async () => {
  let end = () => {}
  const running = startRun('Uploading', () => new Promise<void>((resolve) => (end = resolve)))
  const screen = await start({ known_update: () => OFFER })
  await expect.element(screen.getByRole('button', { name: 'Install and restart' })).toBeDisabled()
  await expect.element(screen.getByText('Something is running. Let it finish first.')).toBeVisible()
  end()
  await running
  await expect.element(screen.getByRole('button', { name: 'Install and restart' })).toBeEnabled()
})

test('what an administrator looks after is left to them', async () => {
  const screen = await start({ known_update: () => ({ ...OFFER, installs: false }) })
  await expect.element(screen.getByText('installed for the whole computer', { exact: false })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Install and restart' }).elements()).toHaveLength(0)
})

test('the daily look can be switched off, and updates that are off say who did it', async () => {
  let habits = HABITS
  const screen = await start({
    update_habits: () => habits,
    set_quiet_updates: ({ quiet }) => {
      habits = { ...habits, quiet: Boolean(quiet) }
      return null
    },
  })
  const box = screen.getByRole('checkbox', { name: 'Look for a newer version once a day' })
  await expect.element(box).toBeChecked()
  await box.click()
  await expect.element(box).not.toBeChecked()
  await cleanup()
  forgetAnswers()
  const off = 'Whoever looks after this computer switched updates off.'
  const managed = await start({ update_habits: () => ({ ...HABITS, off }) })
  await expect.element(managed.getByText(off)).toBeVisible()
  expect(managed.getByRole('button', { name: 'Look now' }).elements()).toHaveLength(0)
})
