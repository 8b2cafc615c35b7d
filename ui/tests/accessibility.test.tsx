// Every sheet of the gallery under axe, in light and dark, contrast
// included.
import '../src/styles/index.css'
import type { ComponentType } from 'react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { Controls } from '../src/gallery/Controls'
import { Messages } from '../src/gallery/Messages'
import { Combos, LongTable, Tables } from '../src/gallery/Tables'
import { violations } from './axe'

const SHEETS: ReadonlyArray<readonly [string, ComponentType]> = [
  ['controls', Controls],
  ['messages', Messages],
  ['tables', Tables],
  ['a long table', LongTable],
  ['dropdowns', Combos],
]

function InMain({ sheet: Sheet }: { readonly sheet: ComponentType }) {
  return (
    <main>
      <Sheet />
    </main>
  )
}

afterEach(async () => {
  await cleanup()
  delete document.documentElement.dataset.theme
})

for (const theme of ['light', 'dark']) {
  test.each(SHEETS)(`%s in ${theme} pass axe`, async (_, Sheet) => {
    document.documentElement.dataset.theme = theme
    const screen = await render(<InMain sheet={Sheet} />)
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await violations()).toEqual([])
  })
}

test.each(['light', 'dark'])('an open dropdown in %s passes axe', async (theme) => {
  document.documentElement.dataset.theme = theme
  const screen = await render(<InMain sheet={Combos} />)
  await screen.getByRole('combobox', { name: 'External customer' }).click()
  await expect.element(screen.getByRole('option').first()).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
  expect(await violations()).toEqual([])
})

test.each(['light', 'dark'])('an open dialog in %s passes axe', async (theme) => {
  document.documentElement.dataset.theme = theme
  const screen = await render(<InMain sheet={Messages} />)
  await screen.getByRole('button', { name: 'Open dialog' }).click()
  await expect.element(screen.getByRole('alertdialog')).toBeVisible()
  expect(await violations()).toEqual([])
})
