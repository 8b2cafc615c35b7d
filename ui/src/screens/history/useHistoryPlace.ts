// The history's place in the router, and ways to another one. Opening an event or changing a filter
// replaces the place, so that Back leaves the screen instead of undoing every filter.
import { useEffect, useMemo, useRef } from 'react'
import type { HistoryFilter } from '../../bindings'
import { useRouter } from '../../shell/router'
import { EVERYTHING, type HistoryPlace, type HistoryTab, paramsOf, placeOf } from './place'

export interface HistoryPlacing extends HistoryPlace {
  readonly show: (tab: HistoryTab) => void
  readonly open: (event: number | null) => void
  readonly change: (filter: Partial<HistoryFilter>) => void
  readonly clear: () => void
}

export function useHistoryPlace(): HistoryPlacing {
  const { params, replace } = useRouter()
  const place = useMemo(() => placeOf(params), [params])
  const latest = useRef({ place, replace })
  useEffect(() => {
    latest.current = { place, replace }
  })
  const moves = useMemo(() => {
    const go = (part: Partial<HistoryPlace>) => {
      const now = latest.current
      const next = { ...now.place, ...part }
      latest.current = { ...now, place: next }
      now.replace(paramsOf(next))
    }
    return {
      show: (tab: HistoryTab) => go({ tab, event: null }),
      open: (event: number | null) => go({ event }),
      change: (filter: Partial<HistoryFilter>) =>
        go({ filter: { ...latest.current.place.filter, ...filter }, event: null }),
      clear: () => go({ filter: EVERYTHING, event: null }),
    }
  }, [])
  return { ...place, ...moves }
}
