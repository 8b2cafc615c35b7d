// What was renamed or deleted since it was mapped, and what replaced it: seen in the settings and on
// the overview.
import '../src/styles/index.css'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import type { ImportedMappings, Renamed, Repointed } from '../src/bindings'
import { mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { ImportMappings } from '../src/screens/settings/ImportMappings'
import { RenamedList } from '../src/screens/settings/RenamedList'
import { RepointMappings } from '../src/screens/settings/RepointMappings'
import { violations } from './axe'

beforeEach(forgetAnswers)
afterEach(cleanup)

const CHANGES: Renamed[] = [
  { kind: 'item', id: '101', was: 'MS-E1', now: null },
  { kind: 'company', id: '12', was: 'Contoso', now: 'Contoso (sold)' },
]

test('what was renamed or is gone is listed until somebody has looked', async () => {
  let changes = CHANGES
  mockTauri({
    renamed: () => changes,
    keep_names: () => {
      changes = []
      return 2
    },
  })
  const screen = await render(<RenamedList />)
  const table = screen.getByRole('table', { name: 'Renamed or deleted' })
  await expect.element(table).toHaveTextContent('MS-E1gone')
  await expect.element(table).toHaveTextContent('ContosoContoso (sold)')
  expect(await violations()).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'I have looked; keep the mappings' }))
  await expect.element(screen.getByText('Everything that is mapped is called what it was.')).toBeVisible()
})

test('mappings are pointed at what replaced a product, once it was said which', async () => {
  const asked: unknown[] = []
  const answer: Repointed = {
    moved: [{ name: 'Adatum', product: 'E1', from: 'MS-E1', to: 'MS-E1-NCE' }],
    skipped: ['the product E5 of Contoso: it uses MS-E1-NCE already'],
    warnings: [],
  }
  mockTauri({
    mapped_targets: () => ({ rows: [{ id: 101, name: 'MS-E1', gone: true, mappings: 2 }], total: 1 }),
    search_catalog: () => ({
      rows: [
        {
          id: 102,
          name: 'MS-E1-NCE',
          description: null,
          class: null,
          price: '20',
          selectable: true,
          reason: null,
        },
      ],
      total: 1,
    }),
    repoint: (args) => {
      asked.push(args)
      return answer
    },
  })
  const screen = await render(<RepointMappings />)
  await userEvent.click(screen.getByLabelText('The product that was replaced'))
  await userEvent.click(screen.getByRole('option', { name: /MS-E1/ }))
  await userEvent.click(screen.getByLabelText('What replaces it'))
  await userEvent.click(screen.getByRole('option', { name: /MS-E1-NCE/ }))
  await userEvent.click(screen.getByRole('button', { name: 'See what it would do' }))
  await expect.element(screen.getByText('1 mapping would change')).toBeVisible()
  await expect.element(screen.getByText('Adatum, E1: MS-E1 → MS-E1-NCE')).toBeVisible()
  await expect.element(screen.getByText(/Contoso: it uses/)).toBeVisible()
  expect(asked).toEqual([{ kind: 'item', replaced: 101, by: 102, dryRun: true }])
  await userEvent.click(screen.getByRole('button', { name: 'Point them elsewhere' }))
  await expect.element(screen.getByText('1 mapping changed')).toBeVisible()
  expect(asked[1]).toEqual({ kind: 'item', replaced: 101, by: 102, dryRun: false })
})

test('a mappings file says what it would do first; another file is another question', async () => {
  const asked: unknown[] = []
  const answer: ImportedMappings = { customers: 1, agreements: 2, products: 3, settings: [], skipped: [] }
  mockTauri({
    import_mappings: (args) => {
      asked.push(args)
      return answer
    },
  })
  const screen = await render(<ImportMappings />)
  const look = screen.getByRole('button', { name: 'See what it would do' })
  await expect.element(look).toBeDisabled()
  const file = screen.getByLabelText('Mappings file')
  await file.fill('/a.json')
  await look.click()
  const words = '1 customer, 2 agreements and 3 products'
  await expect.element(screen.getByText(`The file would bring ${words}`)).toBeVisible()
  await file.fill('/b.json')
  await expect.element(screen.getByText(`The file would bring ${words}`)).not.toBeInTheDocument()
  await look.click()
  await screen.getByRole('button', { name: 'Import', exact: true }).click()
  await expect.element(screen.getByText(`The file brought ${words}`)).toBeVisible()
  expect(asked).toMatchObject([
    { path: '/a.json', dryRun: true },
    { path: '/b.json', dryRun: true },
    { path: '/b.json', dryRun: false },
  ])
})
