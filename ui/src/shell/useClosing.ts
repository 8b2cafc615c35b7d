// Closing the window: where something is unsaved, the same question as on leaving a screen comes
// first. The backend keeps the window open meanwhile.
import { useEffect } from 'react'
import { backend, onCloseAsked } from '../backend'
import { mayLeave, watchUnsaved } from './router'

export function useClosing(): void {
  useEffect(
    () =>
      watchUnsaved((isUnsaved) => {
        // Nobody can do anything about it; the window then closes unasked.
        backend.setUnsaved(isUnsaved).catch(() => {})
      }),
    [],
  )
  useEffect(
    () =>
      onCloseAsked(async () => {
        // The page lives: however long the person thinks, the window stays meanwhile.
        await backend.answerClose(false)
        if (await mayLeave()) await backend.answerClose(true)
      }),
    [],
  )
}
