// Every main screen in each of its states: with nothing in the books, with those of a large partner,
// while the backend has not answered, and where it refuses; in light and dark, at the usual size of the
// window and at a small one. Nothing runs out of the page, nothing is cut off without a sign, and axe
// finds nothing. `VITE_PICTURES=yes npx vitest run tests/states.test.tsx` also saves pictures, in `.pictures`.
import '../src/styles/index.css'
import { afterEach, expect, test } from 'vitest'
import { page as browser } from 'vitest/browser'
import type { Handler } from '../src/gallery/tauri'
import { violations } from './axe'
import { EMPTY_STATUS, freshWindows, NO_TRENDS, NOTHING, openWindow, page, SETTINGS, STATUS } from './books'
import { FULL } from './full'

type Answers = Readonly<Record<string, Handler>>

freshWindows()
afterEach(async () => {
  delete document.documentElement.dataset.theme
  await browser.viewport(1000, 640)
})

const SECTIONS = 'connectwise c3 import billing automatic data appearance updates support'.split(' ')

const SCREENS: ReadonlyArray<readonly [name: string, hash: string]> = [
  ['welcome', '#/welcome'],
  ['welcome connectwise', '#/welcome?step=connectwise'],
  ['welcome c3', '#/welcome?step=c3'],
  ['welcome mapping', '#/welcome?step=mapping'],
  ['overview', '#/overview'],
  ['history', '#/history'],
  ['history unreadable', '#/history?tab=unreadable'],
  ['mapping', '#/mapping'],
  ['mapping customer', '#/mapping?customer=c0&agreement=7'],
  ['suggest', '#/mapping?show=unmapped'],
  ['upload', '#/upload'],
  ['upload records', '#/upload?tab=records'],
  ['record findings', '#/upload?job=500&part=findings'],
  ['record plan', '#/upload?job=500&part=plan'],
  ['take over', '#/upload?takeOver=7'],
  ...SECTIONS.map((section) => [`settings ${section}`, `#/settings?section=${section}`] as const),
]

const none = () => page([])

const EMPTY: Answers = {
  ...Object.fromEntries(Object.keys(FULL).map((command) => [command, none])),
  ...{ status: () => EMPTY_STATUS, settings: () => SETTINGS, overview: () => NOTHING },
  ...{ known_update: () => null, automatic_notice: () => null, mapped_view: () => null },
  ...Object.fromEntries(
    [
      'changes_per_day',
      'unreadable_rows',
      'upload_customer_ids',
      'agreements_of',
      'products_of',
      'renamed',
    ].map((command) => [command, () => []]),
  ),
  invoice_trends: () => NO_TRENDS,
  time_zones: () => ['UTC'],
  record: (args) => ({ ...(FULL.record?.(args) as object), errors: 0, warnings: 0, operations: 0 }),
  suggestions: () => ({
    ...none(),
    ...{ exact: 0, strong: 0, not_sure: 0, none: 0, no_match: 0, steps: 0, exact_list: '', strong_list: '' },
  }),
  cut_over: (args) => ({ ...(FULL.cut_over?.(args) as object), lines: [], subscriptions: [], obstacles: [] }),
  automatic: (args) => FULL.automatic?.(args),
  update_habits: (args) => FULL.update_habits?.(args),
}

/** The status is there, as otherwise the whole window says why not. */
const allBut = (answer: Handler): Answers => ({
  ...Object.fromEntries(Object.keys(FULL).map((command) => [command, answer])),
  status: () => STATUS,
  known_update: () => null,
})

const REFUSAL = {
  code: 'database',
  message: 'The database cannot be read: the disk is full, so that nothing more can be kept on it',
  details: 'SQLITE_FULL: database or disk is full (os error 28)',
  reference: '1a2b3c4d',
}

const STATES: Readonly<Record<string, Answers>> = {
  empty: EMPTY,
  full: FULL,
  loading: allBut(() => new Promise(() => {})),
  failing: allBut(() => Promise.reject(REFUSAL)),
}

const SIZES = [
  [1280, 800],
  [1000, 640],
] as const
const THEMES = ['light', 'dark']
const WANTS_PICTURES = import.meta.env.VITE_PICTURES === 'yes'

/** What follows the window's size is drawn anew. */
const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

/** As long as bars for what is read wait before they come, and a little. */
const QUIET = 350

/** Until nothing was drawn for so long. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect()
      resolve()
    }
    let timer = window.setTimeout(done, QUIET)
    const observer = new MutationObserver(() => {
      window.clearTimeout(timer)
      timer = window.setTimeout(done, QUIET)
    })
    observer.observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true })
  })
}

/** Text that its box cuts off without a sign, figures and days cut off at all, and what lies beyond the page. */
function cut(): readonly string[] {
  const found: string[] = []
  for (const one of document.querySelectorAll<HTMLElement>('.Frame *, .Whole *')) {
    const hasText = [...one.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    )
    if (!hasText || one.closest('.Hidden') || !one.checkVisibility()) continue
    const box = cutting(one)
    if (box && (getComputedStyle(box).textOverflow !== 'ellipsis' || one.closest('[data-numeric], time'))) {
      found.push(`cut: ${one.outerHTML.slice(0, 120)}`)
    }
    const { right, width } = one.getBoundingClientRect()
    if (!box && width > 0 && right > innerWidth + 1) found.push(`beyond: ${one.outerHTML.slice(0, 120)}`)
  }
  return found
}

/** The box, the element's own or one around it, that shows less of it than there is; none where one scrolls. */
function cutting(one: HTMLElement): Element | null {
  const { right } = one.getBoundingClientRect()
  for (let at: Element | null = one; at; at = at.parentElement) {
    const { overflowX } = getComputedStyle(at)
    if (['auto', 'scroll'].includes(overflowX)) return null
    const isOver =
      at === one ? at.scrollWidth > at.clientWidth + 1 : right > at.getBoundingClientRect().right + 1
    if (['hidden', 'clip'].includes(overflowX) && isOver) return at
  }
  return null
}

async function looksRight(picture: string): Promise<void> {
  await settled()
  for (const theme of THEMES) {
    document.documentElement.dataset.theme = theme
    for (const [width, height] of SIZES) {
      await browser.viewport(width, height)
      await drawn()
      if (WANTS_PICTURES) {
        await settled()
        const path = `../.pictures/${picture.replaceAll(' ', '-')}-${theme}-${width}.png`
        await browser.screenshot({ path, base64: false })
      }
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
      expect(cut()).toEqual([])
    }
    expect(await violations()).toEqual([])
  }
}

for (const [state, answers] of Object.entries(STATES)) {
  test.each(SCREENS)(`${state}: %s`, async (name, hash) => {
    const screen = await openWindow(hash, answers)
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible()
    await looksRight(`${state} ${name}`)
  })
}

const CRASH = {
  reference: '1a2b3c4d',
  at: '2026-10-12T06:00:00Z',
  details: 'thread main panicked at plan.rs',
}

/** What stands in the place of the whole window. */
const WHOLE: Readonly<Record<string, Handler>> = {
  'after a crash': () => ({ ...STATUS, crash: CRASH }),
  'a damaged database': () => ({ ...STATUS, failure: { ...REFUSAL, code: 'database-damaged' } }),
  'a database in use': () => ({ ...STATUS, failure: { ...REFUSAL, code: 'database-in-use' } }),
  'not opened': () => Promise.reject(REFUSAL),
  'not answered yet': () => new Promise(() => {}),
}

test.each(Object.entries(WHOLE))('the whole window: %s', async (name, status) => {
  await openWindow('#/overview', { status, known_update: () => null })
  await looksRight(`whole ${name}`)
})
