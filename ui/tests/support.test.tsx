// Support, restore, automatic runs and crashes: what the pages say before anything happens, and what
// they ask of the backend.
import '../src/styles/index.css'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { AutomaticSettings, AutomaticView } from '../src/bindings'
import { type Handler, mockTauri } from '../src/gallery/tauri'
import { FaultBoundary } from '../src/shell/FaultBoundary'
import { violations } from './axe'
import { freshWindows, NOTHING, openWindow, STATUS } from './books'

const OFF: AutomaticSettings = {
  is_on: false,
  every: 'month',
  weekday: 'monday',
  month_day: 1,
  at: '08:00',
  may_upload: false,
  most_amount: '500',
  most_lines: 25,
  most_first_time: 0,
}

const VIEW: AutomaticView = {
  settings: OFF,
  next: null,
  lines: {
    task_scheduler: 'schtasks /Create',
    launchd: '<plist/>',
    launchd_load: 'launchctl',
    cron: '0 8 1 * *',
  },
  system: 'windows',
}

freshWindows()

const start = (hash: string, handlers: Readonly<Record<string, Handler>>) =>
  openWindow(hash, {
    overview: () => ({ ...NOTHING, customers: 3, mapped: 3, up_to_date: 3 }),
    automatic: () => VIEW,
    ...handlers,
  })

test('a bundle is shown whole before there is a place to save it', async () => {
  const save = vi.fn(() => null)
  const parts = [
    { title: 'What this is', text: 'Read it' },
    { title: 'Log accord.log', text: 'one\ntwo\n' },
  ]
  const screen = await start('#/settings?section=support', {
    support_bundle: () => parts,
    save_support_bundle: save,
  })
  await expect.element(screen.getByRole('button', { name: 'Save as shown' })).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'See what is in it' }).click()
  await expect.element(screen.getByText('· 2 lines')).toBeVisible()
  await screen.getByLabelText('Support bundle', { exact: true }).fill('/tmp/bundle.txt')
  await screen.getByRole('button', { name: 'Save as shown' }).click()
  await expect.element(screen.getByText('The support bundle is saved. Nothing was sent')).toBeVisible()
  expect(save).toHaveBeenCalledWith(expect.objectContaining({ path: '/tmp/bundle.txt' }))
  expect(await violations()).toEqual([])
})

test('a backup is looked at, its effect is said, and only then it is restored', async () => {
  const restore = vi.fn(() => null)
  const facts = { newest_run: null, runs: 4, events: 12, mapped: 1 }
  const screen = await start('#/settings?section=data', {
    examine_backup: () => facts,
    restore_backup: restore,
  })
  await screen.getByRole('button', { name: 'Restore a backup…' }).click()
  await screen.getByLabelText('Backup to restore').fill('/tmp/a.sqlite')
  await screen.getByRole('button', { name: 'Check the backup' }).click()
  await expect.element(screen.getByText('It holds 1 mapped customer, 12 changes')).toBeVisible()
  expect(restore).not.toHaveBeenCalled()
  expect(await violations()).toEqual([])
  await screen.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect.element(screen.getByText('The backup is restored')).toBeVisible()
  expect(restore).toHaveBeenCalledOnce()
})

test('that nothing was replaced is said once', async () => {
  const message = 'letter.sqlite is not a sound database of Accord; nothing was replaced'
  const screen = await start('#/settings?section=data', {
    examine_backup: () => {
      throw { code: 'unsound', message, reference: 'ref12345' }
    },
  })
  await screen.getByRole('button', { name: 'Restore a backup…' }).click()
  await screen.getByLabelText('Backup to restore').fill('/tmp/letter.sqlite')
  await screen.getByRole('button', { name: 'Check the backup' }).click()
  const said = 'letter.sqlite is not a sound database of Accord. Nothing was replaced.'
  await expect.element(screen.getByText(said, { exact: true })).toBeVisible()
})

test('automatic runs are off, and their limits come with the leave to upload', async () => {
  const set = vi.fn(() => null)
  const screen = await start('#/settings?section=automatic', { set_automatic: set })
  await expect.element(screen.getByLabelText('Run by itself while Accord is open')).not.toBeChecked()
  await expect.element(screen.getByText('It waits for me when')).not.toBeInTheDocument()
  await screen.getByLabelText('A run may upload without me').click()
  await expect.element(screen.getByText('On, it uploads what stays within the limits below.')).toBeVisible()
  await screen.getByLabelText('It would write more lines than').fill('7 lines')
  await screen.getByRole('button', { name: 'Save' }).click()
  const settings = { ...OFF, may_upload: true, most_lines: 7 }
  expect(set).toHaveBeenCalledWith(expect.objectContaining({ settings }))
  await expect.element(screen.getByText('schtasks /Create')).toBeVisible()
  expect(await violations()).toEqual([])
})

test('what an automatic run left stands on the overview until it is dismissed', async () => {
  const dismiss = vi.fn(() => null)
  const notice = {
    at: '2026-10-12T06:00:00Z',
    outcome: 'waits',
    reasons: ['2 lines are billed for the first time', 'The plan writes 30 lines'],
    history: null,
    validated: 7,
    exported: null,
  }
  const screen = await start('#/overview', {
    automatic_notice: () => notice,
    dismiss_automatic_notice: dismiss,
  })
  await expect.element(screen.getByText('An automatic run left something for you')).toBeVisible()
  await expect.element(screen.getByText('The plan writes 30 lines.')).toBeVisible()
  await screen.getByRole('button', { name: 'Dismiss' }).click()
  expect(dismiss).toHaveBeenCalledOnce()
})

test.each([
  [2, 'Nothing was written.', false],
  [0, '2 rows of the history wait for your decision.', true],
])('with %i rows that could not be read among what needs a hand, the notice says: %s', async (...all) => {
  const [unreadable, words, isSaid] = all
  const notice = {
    at: '2026-10-12T06:00:00Z',
    outcome: 'waits',
    reasons: ['2 rows of the history wait for your decision'],
    history: '2 rows of the history wait for your decision',
    validated: 7,
    exported: null,
  }
  const screen = await start('#/overview', {
    automatic_notice: () => notice,
    overview: () => ({ ...NOTHING, customers: 3, mapped: 3, unreadable }),
  })
  await expect.element(screen.getByText(words)).toBeVisible()
  expect(screen.getByText('wait for your decision').query() !== null).toBe(isSaid)
  expect(screen.getByText('What waits in the history stands below').query() !== null).toBe(!isSaid)
})

test('after a crash the window says so before anything else', async () => {
  const crash = { reference: '1a2b3c4d', at: '2026-10-12T06:00:00Z', details: 'thread main' }
  const screen = await start('#/overview', { status: () => ({ ...STATUS, crash }) })
  await expect.element(screen.getByRole('heading', { name: 'Accord stopped unexpectedly' })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Reload' })).toHaveFocus()
  expect(await violations()).toEqual([])
})

test('a screen that cannot be drawn is logged by its place, without what was on it', async () => {
  const report = vi.fn((_: unknown) => 'ref12345')
  mockTauri({ report_fault: report })
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  const Broken = () => {
    throw new TypeError('Contoso is no function')
  }
  const screen = await render(
    <FaultBoundary screen="upload">
      <Broken />
    </FaultBoundary>,
  )
  await screen.getByText('Details').click()
  await expect.element(screen.getByText('ref12345')).toBeVisible()
  const told = report.mock.calls[0]?.[0] as { screen: string; said: string }
  expect(told.screen).toBe('upload')
  expect(told.said).toMatch(/^TypeError at /)
  expect(told.said).not.toContain('Contoso')
  await expect.element(screen.getByRole('button', { name: 'Reload' })).toBeVisible()
  quiet.mockRestore()
})
