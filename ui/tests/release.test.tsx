// Before a release: whose is whose, the whole effect, and a button that looks like nothing else.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import type { ReleaseEffect } from '../src/bindings'
import { mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { ReleasePanel } from '../src/screens/mapping/ReleasePanel'
import { violations } from './axe'

beforeEach(() => forgetAnswers())
afterEach(async () => {
  await cleanup()
  delete document.documentElement.dataset.theme
})

const product = (name: string) => ({ name, item: `${name}-M`, agreement: 'Cloud', lines: 1 })

function open(part: Partial<ReleaseEffect>) {
  mockTauri({
    release_effect: () => ({
      customer: 'Fabrikam',
      company: 'Fabrikam',
      releases_customer: false,
      agreements: [],
      products: [],
      lines: 0,
      message: '',
      ...part,
    }),
  })
  return render(
    <main>
      <ReleasePanel
        target={{ what: 'customer', customer: 'a' }}
        title="Release?"
        confirmLabel="Release Customer Mapping"
        done="Released"
        onDone={() => {}}
        onCancel={() => {}}
      />
    </main>,
  )
}

test.each([
  [
    { releases_customer: true, agreements: ['Cloud'], products: [product('E1')], lines: 1 },
    'This releases the C3 customer Fabrikam from the ConnectWise company Fabrikam, and with it the agreement Cloud and the C3 product E1 from the ConnectWise product E1-M. 1 line stands in ConnectWise and goes on billing there. Nothing is written to ConnectWise.',
  ],
  [
    { agreements: ['Cloud'], products: [product('E1'), product('E3')], lines: 2 },
    'This releases the agreement Cloud, and with it the 2 products below. 2 lines stand in ConnectWise and go on billing there. Nothing is written to ConnectWise.',
  ],
  [
    { products: [product('E1')] },
    'This releases the C3 product E1 from the ConnectWise product E1-M. No line of theirs stands in ConnectWise. Nothing is written to ConnectWise.',
  ],
])('the effect says which is C3’s and which is ConnectWise’s', async (part, words) => {
  const screen = await open(part)
  await expect.element(screen.getByText(words, { exact: true })).toBeVisible()
})

test.each(['light', 'dark'])('the button that releases is filled, and legible in %s', async (theme) => {
  document.documentElement.dataset.theme = theme
  const screen = await open({ products: [product('E1')] })
  const button = screen.getByRole('button', { name: 'Release Customer Mapping' })
  await expect.element(button).toBeEnabled()
  await expect.element(button).toHaveAttribute('data-look', 'final')
  expect(await violations()).toEqual([])
})
