// The window's frame where it is zoomed: what the rail says of screens and connections stays in
// sight, whole, without scrolling sideways.
import '../src/styles/index.css'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { mockTauri } from '../src/gallery/tauri'
import { forgetAnswers } from '../src/hooks/useAsk'
import { type Connection, Frame } from '../src/shell/Frame'
import { RouterProvider } from '../src/shell/router'
import { SCREENS } from '../src/shell/screens'
import { violations } from './axe'

afterEach(async () => {
  await cleanup()
  forgetAnswers()
  await page.viewport(1000, 640)
})

const CONNECTIONS: readonly Connection[] = [
  { name: 'C3', kind: 'good', text: 'Read 23 minutes ago' },
  { name: 'ConnectWise', kind: 'none', text: 'Not connected, read 23 minutes ago' },
]

async function open(width: number, height: number) {
  await page.viewport(width, height)
  mockTauri({ known_update: () => ({ version: '1.4.0' }) })
  const screen = await render(
    <div style={{ position: 'fixed', inset: 0 }}>
      <RouterProvider first="overview">
        <Frame
          screens={SCREENS}
          current="mapping"
          onGo={() => {}}
          connections={CONNECTIONS}
          onConnections={() => {}}
          refresh={{ onPress: () => {}, isBusy: false }}
          practice={{ onLeave: () => {} }}
        >
          <h1>Mapping</h1>
        </Frame>
      </RouterProvider>
    </div>,
  )
  await expect.element(screen.getByText('Accord 1.4.0 is there')).toBeVisible()
  return screen
}

for (const [width, height] of [
  [640, 400],
  [500, 320],
  [800, 400],
] as const) {
  test(`at 200 %, ${width} by ${height}, the rail hides neither a screen nor a connection`, async () => {
    const screen = await open(width, height)
    const rail = screen.getByRole('navigation', { name: 'Screens' })
    expect(rail.element().scrollWidth).toBeLessThanOrEqual(rail.element().clientWidth)
    const names = [...SCREENS.map(({ title }) => title), 'Refresh', 'Leave practice mode']
    const banner = screen.getByRole('complementary', { name: 'Practice mode' }).element()
    expect(banner.scrollHeight).toBeLessThanOrEqual(banner.clientHeight)
    const said = CONNECTIONS.flatMap(({ name, text }) => [name, text])
    for (const one of [
      ...names.map((name) => screen.getByRole('button', { name })),
      ...said.map((text) => rail.getByText(text, { exact: true })),
    ]) {
      await expect.element(one).toBeVisible()
      const box = one.element().getBoundingClientRect()
      expect(box.width).toBeGreaterThan(10)
      expect([box.left >= 0, box.right <= width, box.top >= 0, box.bottom <= height]).not.toContain(false)
      const onTop = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
      expect(one.element().contains(onTop)).toBe(true)
    }
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    expect(screen.getByRole('main').element().getBoundingClientRect().height).toBeGreaterThanOrEqual(240)
    expect(await violations()).toEqual([])
  })
}
