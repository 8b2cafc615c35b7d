// Opens practice mode where Accord was started for it: once for each start, so that somebody who
// leaves it is not led back.
import { useEffect, useState } from 'react'
import type { Status } from '../bindings'
import { useRun } from '../hooks/useRuns'
import { enterPractice, PRACTICE_RUN } from './books'

const DONE = 'accord.practice-begun'

/** Whether practice mode is still to open. */
export function useWantedPractice(status: Status | undefined): boolean {
  const [isDone, setDone] = useState(() => window.sessionStorage.getItem(DONE) !== null)
  const isWanted = status?.wants_practice === true && status.practice === null && !isDone
  useEffect(() => {
    if (!isWanted || window.sessionStorage.getItem(DONE) !== null) return
    window.sessionStorage.setItem(DONE, '')
    void enterPractice().then(() => setDone(true))
  }, [isWanted])
  return isWanted
}

/** How far opening practice mode is, and how it failed. */
export function usePracticeRun() {
  return useRun(PRACTICE_RUN)
}
