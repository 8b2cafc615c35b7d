// Whether the window is so narrow that a table has to leave something out.
import { useSyncExternalStore } from 'react'

const query = window.matchMedia('(max-width: 1120px)')

function watch(listener: () => void): () => void {
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => query.matches)
}
