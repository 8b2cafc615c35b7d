// A panel and the page's scrollbar: beside it the page ends where the panel begins; over it no scrollbar
// of the page is drawn.
import '../src/styles/index.css'
import '../src/components/VirtualTable.css'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { Page } from '../src/components/Page'
import { SidePanel } from '../src/components/SidePanel'

afterEach(async () => {
  await cleanup()
  await page.viewport(1000, 640)
})

function open(isBeside: boolean, isOpen = true) {
  return render(
    <main style={{ position: 'relative', height: '100vh' }}>
      <Page title="History" isFilled>
        <div className="VirtualTable">
          <div style={{ height: 2_000 }}>Rows</div>
        </div>
      </Page>
      {isOpen ? (
        <SidePanel title="Change" isBeside={isBeside} onClose={() => {}}>
          What changed
        </SidePanel>
      ) : null}
    </main>,
  )
}

const box = (selector: string) =>
  document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect(Number.NaN)
const bar = (selector: string) =>
  getComputedStyle(document.querySelector(selector) ?? document.body).scrollbarWidth

test('over the page, a panel has no scrollbar of the page’s over it', async () => {
  await open(false)
  expect([bar('.VirtualTable'), bar('.Page-content')]).toEqual(['none', 'none'])
  expect(box('.VirtualTable').right).toBeGreaterThan(box('.SidePanel').left)
})

test('beside the page, it takes its room, and the page keeps its scrollbar', async () => {
  await open(true)
  expect(bar('.VirtualTable')).toBe('auto')
  expect(box('.Page-content').right).toBeLessThanOrEqual(box('.SidePanel').left)
})

test('in a window zoomed far in, it covers the page and takes no room', async () => {
  await page.viewport(500, 640)
  await open(true)
  expect(box('.SidePanel').width).toBe(500)
  expect(box('.Page-content').right).toBe(500)
})

test('without a panel the page has all the room and its scrollbar', async () => {
  await open(true, false)
  expect(bar('.VirtualTable')).toBe('auto')
  expect(box('.Page-content').right).toBe(1000)
})
