// Continues uploads that were cut off, as a run that the whole window shows.
import { backend } from '../../backend'
import { toast } from '../../components/Toasts'
import { startRun } from '../../hooks/useRuns'

/** The last record that was continued; `null` where it failed (the run keeps why) or none was left. */
export async function resumeUploads(): Promise<number | null> {
  try {
    const jobs = await startRun('Resuming the upload', (run, progress) => backend.resume(run, progress), {
      kind: 'resume',
    })
    if (jobs.length === 0) toast({ kind: 'info', title: 'No upload was left to resume' })
    return jobs.at(-1) ?? null
  } catch {
    return null
  }
}
