// Closing the window while something is unsaved.
import '../src/styles/index.css'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { startListening } from '../src/backend'
import { Button } from '../src/components/Button'
import { emit, mockTauri } from '../src/gallery/tauri'
import { LeaveGuard } from '../src/shell/LeaveGuard'
import { RouterProvider, useRouter } from '../src/shell/router'
import { useClosing } from '../src/shell/useClosing'

afterEach(async () => {
  await cleanup()
  window.history.replaceState(null, '', '#/')
  vi.unstubAllGlobals()
})

function Draft({ isUnsaved }: { readonly isUnsaved: boolean }) {
  useClosing()
  const { path, navigate } = useRouter()
  return (
    <>
      <Button onPress={() => void navigate('elsewhere')}>Go elsewhere</Button>
      {path === 'elsewhere' ? <p>Elsewhere</p> : null}
      <LeaveGuard isUnsaved={isUnsaved} title="Leave with 3 unsaved rows?">
        They are lost.
      </LeaveGuard>
    </>
  )
}

async function draft(isUnsaved: boolean) {
  const said: unknown[] = []
  vi.stubGlobal('isTauri', true)
  mockTauri({
    set_unsaved: ({ unsaved }) => said.push({ unsaved }),
    answer_close: ({ close }) => said.push({ close }),
  })
  await startListening()
  const screen = await render(<Draft isUnsaved={isUnsaved} />, { wrapper: Wrapped })
  return { said, screen }
}

function Wrapped({ children }: { readonly children: React.ReactNode }) {
  return <RouterProvider first="mapping">{children}</RouterProvider>
}

test('closing with something unsaved asks, and stays where the person says so', async () => {
  const { said, screen } = await draft(true)
  emit('close-asked')
  await expect.element(screen.getByText('Leave with 3 unsaved rows?')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Stay' }))
  await expect.poll(() => said).toEqual([{ unsaved: true }, { close: false }])
  emit('close-asked')
  await expect.element(screen.getByText('Leave with 3 unsaved rows?')).toBeVisible()
  expect(said.at(-1)).toEqual({ close: false })
  await userEvent.click(screen.getByRole('button', { name: 'Leave without saving' }))
  await expect.poll(() => said.at(-1)).toEqual({ close: true })
})

test('closing while it is asked already is the same question, and the person can go on after it', async () => {
  const { said, screen } = await draft(true)
  await userEvent.click(screen.getByRole('button', { name: 'Go elsewhere' }))
  await expect.element(screen.getByText('Leave with 3 unsaved rows?')).toBeVisible()
  emit('close-asked')
  await userEvent.click(screen.getByRole('button', { name: 'Stay' }))
  await userEvent.click(screen.getByRole('button', { name: 'Go elsewhere' }))
  await userEvent.click(screen.getByRole('button', { name: 'Leave without saving' }))
  await expect.element(screen.getByText('Elsewhere', { exact: true })).toBeVisible()
  expect(said).not.toContainEqual({ close: true })
})

test('what was saved meanwhile is told, and closing then asks nothing', async () => {
  const { said, screen } = await draft(true)
  await screen.rerender(<Draft isUnsaved={false} />)
  await expect.poll(() => said.at(-1)).toEqual({ unsaved: false })
  emit('close-asked')
  await expect.poll(() => said.at(-1)).toEqual({ close: true })
})
