// Progress, data from the backend, leaving with something unsaved, and answers of commands.
import '../src/styles/index.css'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import { announceChange, asking, channel } from '../src/backend'
import { Progress } from '../src/components/Progress'
import { leaveToasts, ToastRegion, toast } from '../src/components/Toasts'
import { Failure } from '../src/failure'
import { mockTauri, send } from '../src/gallery/tauri'
import { useAsk } from '../src/hooks/useAsk'
import { LeaveGuard } from '../src/shell/LeaveGuard'
import { RouterProvider, useRouter } from '../src/shell/router'

afterEach(cleanup)

test('progress shows nothing for 300 ms, then its count and a way out', async () => {
  const onCancel = vi.fn()
  const step = { phase: 'Reading agreements', done: 1240, total: 5000 }
  const screen = await render(<Progress label="Reading" step={step} onCancel={onCancel} />)
  expect(screen.getByRole('progressbar').elements()).toHaveLength(0)
  await expect
    .element(screen.getByRole('progressbar', { name: 'Reading agreements' }))
    .toHaveAttribute('aria-valuenow', '1240')
  await expect.element(screen.getByText('1,240 of 5,000')).toBeVisible()
  await screen.getByRole('button', { name: 'Cancel' }).click()
  expect(onCancel).toHaveBeenCalledOnce()
})

test('commands answer their data or throw what happened', async () => {
  const error = {
    code: 'refused',
    message: 'Contoso is mapped to Fabrikam.',
    field: null,
    reference: '8c1f02ab',
  }
  const backend = asking({
    good: async (id: string) => ({ status: 'ok' as const, data: { id } }),
    bad: async () => ({ status: 'error' as const, error }),
  })
  expect(await backend.good('7')).toEqual({ id: '7' })
  await expect(backend.bad()).rejects.toMatchObject({
    name: 'Failure',
    code: 'refused',
    reference: '8c1f02ab',
  })
})

test('a channel hands on what a command reports', async () => {
  mockTauri({})
  const steps: number[] = []
  const pipe = channel<number>((step) => steps.push(step))
  send(pipe, 1)
  send(pipe, 2)
  expect(steps).toEqual([1, 2])
})

function Asking({ name, ask }: { readonly name: string; readonly ask: () => Promise<string> }) {
  const { data, error, isLoading } = useAsk(name, ask)
  return <output>{`${data ?? 'nothing'} ${error?.message ?? ''} ${isLoading ? 'loading' : 'still'}`}</output>
}

test('data stays while it is asked again, and after a failure', async () => {
  const ask = vi.fn(async () => 'first')
  const screen = await render(<Asking name="stays" ask={ask} />)
  await expect.element(screen.getByText('first still')).toBeVisible()
  ask.mockRejectedValueOnce(new Failure({ code: 'c3', message: 'C3 is away', reference: '' }))
  announceChange()
  await expect.element(screen.getByText('first C3 is away still')).toBeVisible()
})

test('an answer to an older question is dropped', async () => {
  let late: (text: string) => void = () => {}
  const screen = await render(
    <Asking
      name="old"
      ask={() =>
        new Promise((resolve) => {
          late = resolve
        })
      }
    />,
  )
  await screen.rerender(<Asking name="new" ask={async () => 'new answer'} />)
  await expect.element(screen.getByText('new answer still')).toBeVisible()
  late('old answer')
  await new Promise((resolve) => setTimeout(resolve, 30))
  await expect.element(screen.getByText('new answer still')).toBeVisible()
})

function Place({
  isUnsaved,
  onSave,
}: {
  readonly isUnsaved: boolean
  readonly onSave: () => Promise<boolean>
}) {
  const router = useRouter()
  return (
    <>
      <p>{`${router.path} ${router.params.job ?? ''}`}</p>
      <button type="button" onClick={() => void router.navigate('upload', { job: 3 })}>
        Go
      </button>
      <button type="button" onClick={() => void router.back()}>
        Back
      </button>
      <LeaveGuard isUnsaved={isUnsaved} title="Leave with 3 unsaved rows?" onSave={onSave}>
        What you chose is lost.
      </LeaveGuard>
    </>
  )
}

test('unsaved rows keep the reader until answered, and focus goes back', async () => {
  const onSave = vi.fn(async () => true)
  window.history.replaceState(null, '', '#/mapping')
  const at = (isUnsaved: boolean) => (
    <RouterProvider first="overview">
      <Place isUnsaved={isUnsaved} onSave={onSave} />
    </RouterProvider>
  )
  const screen = await render(at(true))
  await screen.getByRole('button', { name: 'Go' }).click()
  await expect.element(screen.getByRole('alertdialog', { name: 'Leave with 3 unsaved rows?' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByText('mapping')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Go' })).toHaveFocus()
  await screen.getByRole('button', { name: 'Go' }).click()
  await screen.getByRole('button', { name: 'Save and leave' }).click()
  await expect.element(screen.getByText('upload 3')).toBeVisible()
  expect(window.location.hash).toBe('#/upload?job=3')
  await screen.rerender(at(false))
  await screen.getByRole('button', { name: 'Back' }).click()
  await expect.element(screen.getByText('mapping')).toBeVisible()
})

test('news that only says done makes room for the next, and an undo stays', async () => {
  const screen = await render(<ToastRegion />)
  toast({ title: 'Visio is released', undo: { run: () => {} } })
  toast({ title: 'The text is copied' })
  toast({ title: 'Three products are mapped' })
  await expect.element(screen.getByText('Three products are mapped')).toBeVisible()
  expect(screen.getByText('The text is copied').query()).toBeNull()
  leaveToasts()
  // Just said, and so not read yet: it comes along to the next screen.
  await expect.element(screen.getByText('Three products are mapped')).toBeVisible()
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 5_000)
  leaveToasts()
  await expect.element(screen.getByText('Three products are mapped')).not.toBeInTheDocument()
  await expect.element(screen.getByText('Visio is released')).toBeVisible()
  vi.restoreAllMocks()
})
