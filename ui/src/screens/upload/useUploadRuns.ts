// Starts what this screen starts: validating, uploading, taking back, resuming, refreshing. It follows each to
// its record, unless the reader has gone elsewhere meanwhile; then a toast leads there.
import { useMemo } from 'react'
import { backend } from '../../backend'
import type { JobKind, Scope } from '../../bindings'
import { toast } from '../../components/Toasts'
import { type Run, startRun, useRun } from '../../hooks/useRuns'
import { useStatus } from '../../hooks/useStatus'
import { type Router, useRouter } from '../../shell/router'
import { sightNow } from './place'
import { counted } from './words'

export interface UploadRuns {
  /** What is under way, or how it failed, the newest. */
  readonly run: Run | null
  readonly isBusy: boolean
  readonly validate: (scope: Scope, customers: number) => void
  readonly upload: (job: number, changes: number) => void
  readonly planUndo: (job: number) => void
  readonly undo: (job: number, changes: number) => void
  readonly resume: () => void
  readonly refresh: () => void
}

export const KIND = 'upload'
const LOOK_EVERY = 300

/** Leads to the record as soon as it is there, and to the one that the run ends on. */
async function follow(router: Router, kind: JobKind, title: string, run: Promise<number | null>) {
  let sight = sightNow()
  let isOver = false
  const open = (job: number) => {
    if (sightNow() !== sight) return false
    if (sight !== `upload ${job}`) void router.navigate('upload', { job })
    sight = `upload ${job}`
    return true
  }
  const look = async () => {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
    if (isOver) return
    const found = await backend.jobs({ kind, status: 'running', customer: null }, 0, 1).catch(() => null)
    const job = found?.rows[0]?.id
    if (isOver) return
    if (job !== undefined) open(job)
    else await look()
  }
  void look()
  try {
    const job = await run
    isOver = true
    if (job === null || open(job)) return
    toast({
      title: `${title}: done`,
      undo: { label: 'Show the record', run: () => void router.navigate('upload', { job }) },
    })
  } catch {
    // The run keeps its failure; the notice on top of the screen shows it.
    isOver = true
  }
}

export function useUploadRuns(): UploadRuns {
  const router = useRouter()
  const run = useRun(KIND)
  const start = useMemo(() => startersOf(router), [router])
  return { run, isBusy: run !== null && run.failure === null, ...start }
}

function startersOf(router: Router): Omit<UploadRuns, 'run' | 'isBusy'> {
  const options = { kind: KIND }
  return {
    validate: (scope, customers) => {
      const title = `Validating ${counted(customers, 'customer')}`
      const run = startRun(title, (id, steps) => backend.validate(scope, id, steps), options)
      void follow(router, 'validate', title, run)
    },
    upload: (job, changes) => {
      const title = `Uploading ${counted(changes, 'change')}`
      const run = startRun(title, (id, steps) => backend.upload(job, id, steps), options)
      void follow(router, 'export', title, run)
    },
    planUndo: (job) => {
      const title = 'Looking at what can be taken back'
      const run = startRun(title, (id, steps) => backend.planUndo(job, id, steps), options)
      void follow(router, 'undo', title, run)
    },
    undo: (job, changes) => {
      const title = `Taking back ${counted(changes, 'change')}`
      const run = startRun(title, (id, steps) => backend.undo(job, id, steps), options)
      void follow(router, 'undo', title, run)
    },
    resume: () => {
      const title = 'Resuming the upload'
      const run = startRun(title, (id, steps) => backend.resume(id, steps), options)
      void follow(
        router,
        'export',
        title,
        run.then((jobs) => jobs.at(-1) ?? null),
      )
    },
    refresh: () => {
      const run = startRun('Refreshing', (id, steps) => backend.refresh('all', id, steps), options)
      run.then(
        ({ events_new }) => {
          const found = events_new === 0 ? 'Nothing new' : counted(events_new, 'new event')
          toast({ title: 'Read C3 and ConnectWise', text: `${found}. Validate again.` })
        },
        () => {},
      )
    },
  }
}

/** How the main action of a page looks: what was cut off comes first, and its notice has it then. */
export function useMainLook({ isBusy }: Pick<UploadRuns, 'isBusy'>): 'plain' | 'primary' {
  const isCut = (useStatus().data?.interrupted ?? []).length > 0
  return isCut && !isBusy ? 'plain' : 'primary'
}
