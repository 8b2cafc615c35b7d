// A finding's code is for support: it stands apart from the sentence, is copied whole, and is heard
// once, as what it is.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { UploadScreen } from '../src/screens/UploadScreen'
import { RouterProvider } from '../src/shell/router'
import { violations } from './axe'
import { finding, job } from './books'

beforeEach(() => forgetAnswers())
afterEach(async () => {
  await cleanup()
  delete document.documentElement.dataset.theme
})

const JOB = job({ status: 'error', errors: 1, operations: 0 })
const FINDING = finding({ product: 'Visio Plan 2' })

async function open() {
  mockTauri({
    status: () => ({ interrupted: [] }),
    record: () => JOB,
    record_plan: () => ({ rows: [], total: 0 }),
    record_findings: () => ({ rows: [FINDING], total: 1 }),
  })
  window.history.replaceState(null, '', '#/upload?job=1')
  const screen = await render(
    <main>
      <RouterProvider first="upload">
        <UploadScreen />
      </RouterProvider>
    </main>,
  )
  const code = screen.getByText('possible-duplicate', { exact: true })
  await expect.element(code).toBeVisible()
  return { screen, code }
}

test('the code is a tag of its own behind the sentence, and is read once', async () => {
  const { screen, code } = await open()
  const sentence = screen.getByText('An addition stands there without a reference of Accord.', {
    exact: true,
  })
  await expect.element(sentence).toBeVisible()
  const tag = code.element().parentElement
  expect(tag?.contains(sentence.element())).toBe(false)
  expect(getComputedStyle(tag ?? document.body).borderTopStyle).toBe('solid')
  await expect
    .element(
      screen.getByRole('cell', {
        name: 'An addition stands there without a reference of Accord. Code possible-duplicate',
        exact: true,
      }),
    )
    .toBeVisible()
  const told = [...document.querySelectorAll('[title], [aria-label], [aria-description]')].map((one) =>
    ['title', 'aria-label', 'aria-description'].map((name) => one.getAttribute(name)).join(' '),
  )
  expect(told.filter((words) => words.includes('possible-duplicate'))).toEqual([])
})

test('a press on the code takes all of it, and nothing else, and does not unfold the row', async () => {
  const { screen, code } = await open()
  await userEvent.click(code)
  expect(document.getSelection()?.toString()).toBe('possible-duplicate')
  await expect
    .element(screen.getByRole('button', { name: /^More about Fabrikam/ }))
    .toHaveAttribute('aria-expanded', 'false')
})

for (const theme of ['light', 'dark']) {
  test(`the findings in ${theme} pass axe`, async () => {
    document.documentElement.dataset.theme = theme
    await open()
    expect(await violations()).toEqual([])
  })
}
