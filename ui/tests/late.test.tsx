// Screens that are loaded after the first paint: the one before stays in sight until the next can be
// drawn, one that does not load says so and can be tried again, and nothing waits in line.
import '../src/styles/index.css'
import { Suspense } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { mockTauri } from '../src/gallery/tauri'
import { askEarly, forgetAnswers, useAsk } from '../src/hooks/useAsk'
import { FaultBoundary } from '../src/shell/FaultBoundary'
import { late } from '../src/shell/late'
import { RouterProvider, useRouter } from '../src/shell/router'

beforeEach(() => window.history.replaceState(null, '', '#/here'))
afterEach(async () => {
  await cleanup()
  forgetAnswers()
})

function There() {
  return <h1>There</h1>
}

function Screens({ content: Content }: { readonly content: React.ComponentType }) {
  const router = useRouter()
  return (
    <Suspense fallback={<p>Nothing</p>}>
      <FaultBoundary key={router.path} screen={router.path}>
        {router.path === 'there' ? (
          <Content />
        ) : (
          <button type="button" onClick={() => void router.navigate('there')}>
            Go
          </button>
        )}
      </FaultBoundary>
    </Suspense>
  )
}

const shown = (content: React.ComponentType) =>
  render(
    <RouterProvider first="here">
      <Screens content={content} />
    </RouterProvider>,
  )

test('the screen before stays in sight until the next one is there', async () => {
  let arrive: () => void = () => {}
  const content = late(async () => {
    await new Promise<void>((resolve) => {
      arrive = resolve
    })
    return There
  })
  const screen = await shown(content)
  await screen.getByRole('button', { name: 'Go' }).click()
  await new Promise((resolve) => setTimeout(resolve, 80))
  await expect.element(screen.getByRole('button', { name: 'Go' })).toBeVisible()
  expect(screen.getByText('Nothing').query()).toBeNull()
  arrive()
  await expect.element(screen.getByRole('heading', { name: 'There' })).toBeVisible()
})

test('a screen that was loaded before is drawn at once', async () => {
  const load = vi.fn(async () => There)
  const content = late(load)
  await content.preload()
  window.history.replaceState(null, '', '#/there')
  const screen = await shown(content)
  expect(screen.getByRole('heading', { name: 'There' }).query()).not.toBeNull()
  expect(load).toHaveBeenCalledOnce()
})

test('a screen that does not load ends in the page that says so, and can be tried again', async () => {
  const report = vi.fn(() => 'ref12345')
  mockTauri({ report_fault: report })
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  const load = vi.fn(async () => There)
  for (let time = 0; time < 2; time += 1) load.mockRejectedValueOnce(new TypeError('Load failed'))
  const content = late(load)
  await content.preload()
  const screen = await shown(content)
  await screen.getByRole('button', { name: 'Go' }).click()
  await expect.element(screen.getByText('This page could not be shown')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Reload' })).toBeVisible()
  expect(load).toHaveBeenCalledTimes(2)
  expect(report).toHaveBeenCalledOnce()
  await screen.getByRole('button', { name: 'Show it again' }).click()
  await expect.element(screen.getByRole('heading', { name: 'There' })).toBeVisible()
  quiet.mockRestore()
})

function Asks({ ask }: { readonly ask: () => Promise<string> }) {
  return <p>{useAsk('a question', ask).data ?? 'no answer'}</p>
}

test('what was asked ahead is not asked again, and is known when it is first shown', async () => {
  const ask = vi.fn(async () => 'an answer')
  askEarly('a question', ask)
  await Promise.resolve()
  const screen = await render(<Asks ask={ask} />)
  await expect.element(screen.getByText('an answer')).toBeVisible()
  expect(ask).toHaveBeenCalledOnce()
})
