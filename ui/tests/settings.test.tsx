// Settings and the frame: what is worded from the backend's answers, and the flows of connecting,
// importing a file and beginning.
import '../src/styles/index.css'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup } from 'vitest-browser-react'
import type { Settings, Status } from '../src/bindings'
import type { Handler } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { isFirstStart } from '../src/hooks/useStatus'
import { missingOf } from '../src/screens/settings/ColumnsTable'
import { samplesOf, titleIn } from '../src/screens/settings/fields'
import { EXAMPLE, previewOf } from '../src/screens/settings/lineText'
import { narrowZones, offsetOf } from '../src/screens/settings/timeZones'
import { addressOf, tenantOf } from '../src/screens/settings/tokenAddress'
import { captionOf, changedNames, referenceOf } from '../src/screens/settings/useBillingForm'
import { importedWords, withTitle } from '../src/screens/settings/useFileImport'
import { readable } from '../src/shell/books'
import { connectionsOf } from '../src/shell/connections'
import { violations } from './axe'
import { EMPTY_STATUS, freshWindows, host, openWindow, SETTINGS } from './books'

freshWindows()

const start = (hash: string, handlers: Readonly<Record<string, Handler>>) =>
  openWindow(hash, {
    status: () => EMPTY_STATUS,
    time_zones: () => ['UTC', 'Europe/Zurich'],
    ...handlers,
  })

test('a tenant id stands for its token address and comes back out of it', () => {
  expect(tenantOf(addressOf(' contoso.example '))).toBe('contoso.example')
  expect(tenantOf('https://login.example/oauth2/token')).toBeNull()
  expect(addressOf('')).toBe('')
})

test('zones are found by any part of their name', () => {
  const zones = ['America/New_York', 'Europe/Zurich', 'UTC']
  expect(narrowZones(zones, 'new yor').rows).toEqual(['America/New_York'])
  expect(narrowZones(zones, '').total).toBe(3)
  expect(offsetOf('Europe/Zurich', new Date('2026-07-01T00:00:00Z'))).toBe('UTC+02:00')
  expect(offsetOf('No/Where')).toBeUndefined()
})

test('the preview of a line drops its last day where there is none', () => {
  const template = '{product}: {what}, {from} to {to}'
  expect(previewOf(template, EXAMPLE)).toBe('Microsoft 365 Business Premium: 12 licences, from 2026-10-12')
  expect(previewOf('{from}–{to} {else}', EXAMPLE)).toBe('2026-10-12–further notice {else}')
})

test('only billing settings that differ are saved', () => {
  expect(changedNames({ rounding: 'per-line' }, { rounding: 'per-line' })).toEqual([])
  expect(changedNames({ rounding: 'per-line' }, { rounding: 'per-unit' })).toEqual(['rounding'])
  expect(captionOf(referenceOf('Accord'))).toBe('Accord')
  expect(captionOf(referenceOf(null))).toBeNull()
})

test('columns are known by title in any case, and what is needed is named', () => {
  const titles = ['Product', 'New Qty']
  expect(titleIn(titles, 'product')).toBe('Product')
  expect(samplesOf(titles, [['Visio', '3']], 'New Qty')).toEqual(['3'])
  const columns = { titles: { ProductName: 'PRODUCT' }, day_order: 'unstated' }
  const fields = ['ProductName', 'NewQuantity'].map((name) => ({ name, needed: true }))
  const preview = { titles, columns, sample: [], remembered: false, fields }
  expect(missingOf(preview, columns)).toEqual(['New quantity'])
  expect(missingOf(preview, withTitle(columns, 'NewQuantity', 'New Qty'))).toEqual([])
  expect(importedWords({ events_new: 0, events_total: 1, rows_unreadable: 0 })).toBe(
    'The file holds nothing new; the history now holds 1 change',
  )
})

test('the rail tells what is connected and how old it is', () => {
  const file = new Date(Date.now() - 3 * 3_600_000).toISOString()
  const read: Status = {
    ...EMPTY_STATUS,
    connectwise: 'contoso',
    freshness: { c3: null, connectwise: null, file, events: 3, unreadable: 0 },
  }
  expect(connectionsOf(read).map(({ text }) => text)).toEqual(['File imported 3 hours ago', 'Not read yet'])
  expect(readable(read)).toBe('connectwise')
  expect(readable(EMPTY_STATUS)).toBeNull()
  expect([isFirstStart(EMPTY_STATUS), isFirstStart(read)]).toEqual([true, false])
})

test('a first start offers sample data first, and each step can be skipped', async () => {
  const screen = await start('', {})
  await expect.element(screen.getByRole('button', { name: 'Try it with sample data' })).toBeVisible()
  expect(host.hasAttribute('data-ready')).toBe(true)
  await screen.getByRole('button', { name: 'Set up Accord' }).click()
  for (const title of ['Connect ConnectWise', 'Connect C3, or import a file', 'Map the first customer']) {
    await expect.element(screen.getByRole('heading', { name: title })).toBeVisible()
    await screen.getByRole('button', { name: 'Skip this step' }).click()
  }
  await expect.element(screen.getByRole('heading', { name: 'Welcome to Accord' })).toBeVisible()
})

test('practice mode that was asked for at the start is entered once', async () => {
  let entered = 0
  let practice: Status['practice'] = null
  const screen = await start('#/settings', {
    status: () => ({ ...EMPTY_STATUS, wants_practice: true, practice }),
    enter_practice: () => {
      entered += 1
      practice = { connectwise: 'http://127.0.0.1:1', c3: 'http://127.0.0.1:2' }
      return null
    },
    leave_practice: () => {
      practice = null
      return null
    },
  })
  await screen.getByRole('button', { name: 'Leave practice mode' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Welcome to Accord' })).toBeVisible()
  expect(entered).toBe(1)
})

test('a connection that fails its check says whether it was saved', async () => {
  let settings = SETTINGS
  const given: unknown[] = []
  const screen = await start('#/settings?section=connectwise', {
    settings: () => settings,
    connect_connectwise: (args) => {
      given.push(args.privateKey)
      settings = { ...SETTINGS, connectwise: args.form as Settings['connectwise'] }
      throw { code: 'credentials-refused', message: 'ConnectWise does not accept the keys', reference: 'r' }
    },
  })
  await screen.getByRole('button', { name: 'Save and check' }).click()
  await expect.element(screen.getByText('Enter the company id.')).toBeVisible()
  expect(given).toEqual([])
  await screen.getByRole('button', { name: 'Choose Site' }).click()
  await screen.getByRole('option', { name: 'Europe' }).click()
  for (const label of ['Company id', 'Public key', 'Private key', 'Client id']) {
    await screen.getByLabelText(label, { exact: true }).fill(`my ${label}`)
  }
  await userEvent.keyboard('{Enter}')
  await expect
    .element(
      screen.getByText(
        'ConnectWise does not accept the keys. Your entries are saved, but the check did not pass.',
      ),
    )
    .toBeVisible()
  expect(given).toEqual(['my Private key'])
})

test('a database that cannot be opened offers its ways, but not to one that is in use', async () => {
  const failing = (code: 'database-damaged' | 'database-in-use'): Status => ({
    ...EMPTY_STATUS,
    failure: { code, message: 'It is so', field: null, details: null, reference: 'r' },
  })
  const remedies: unknown[] = []
  const reopen: Handler = ({ remedy }) => {
    remedies.push(remedy)
    return null
  }
  const damaged = await start('', { status: () => failing('database-damaged'), reopen })
  await damaged.getByRole('button', { name: 'Begin anew…' }).click()
  await damaged.getByRole('button', { name: 'Begin anew', exact: true }).click()
  expect(remedies).toEqual([{ how: 'anew' }])
  await cleanup()
  forgetAnswers()
  const held = await start('', { status: () => failing('database-in-use'), reopen })
  await expect.element(held.getByRole('heading', { name: 'Accord’s data is open elsewhere' })).toBeVisible()
  expect(held.getByRole('button', { name: 'Begin anew…' }).elements()).toHaveLength(0)
})

const SECTIONS = ['connectwise', 'c3', 'import', 'billing', 'data', 'appearance', 'updates']

test.each(SECTIONS.flatMap((section) => ['light', 'dark'].map((theme) => [section, theme] as const)))(
  'the settings of %s pass axe in %s',
  async (section, theme) => {
    document.documentElement.dataset.theme = theme
    const screen = await start(`#/settings?section=${section}`, {})
    await expect.element(screen.getByRole('tabpanel')).toBeVisible()
    await new Promise((resolve) => setTimeout(resolve, 200))
    const found = await violations()
    delete document.documentElement.dataset.theme
    expect(found).toEqual([])
  },
)
