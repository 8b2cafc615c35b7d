// What is suggested in a scope, class by class, and the steps on it: accept one or a class, note
// that there is no match, take the last step back. Nothing is chosen here.
import { useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { SuggestedClass, Suggestion, Suggestions, SuggestScope, SuggestStanding } from '../../bindings'
import { toast } from '../../components/Toasts'
import { type Asked, useAsk } from '../../hooks/useAsk'
import { useWork, type Work } from '../../hooks/useWork'
import { countedOf, firstOf, refusedWords } from './words'

export const SIZE = 50

export interface Suggesting {
  readonly scope: SuggestScope
  readonly asked: Asked<Suggestions>
  readonly standing: SuggestStanding | null
  readonly offset: number
  readonly show: (standing: SuggestStanding) => void
  readonly go: (offset: number) => void
  readonly accept: Work<[Suggestion]>
  readonly acceptAll: Work<[SuggestedClass, string]>
  readonly mark: Work<[Suggestion, boolean]>
  readonly takeBack: Work<[]>
}

export function useSuggestions(scope: SuggestScope): Suggesting {
  const [chosen, setChosen] = useState<SuggestStanding | null>(null)
  const [offset, setOffset] = useState(0)
  const key = JSON.stringify(scope)
  const counts = useAsk(`suggest/${key}`, () =>
    backend.suggestions(scope, { standing: null, offset: 0, limit: 0 }),
  )
  const standing = chosen ?? (counts.data ? firstOf(counts.data) : null)
  const asked = useAsk(standing === null ? null : `suggest/${key}/${standing}/${offset}`, () =>
    backend.suggestions(scope, { standing, offset, limit: SIZE }),
  )
  const show = (next: SuggestStanding) => {
    setChosen(next)
    setOffset(0)
  }
  const work = useSteps(scope)
  const first = { ...counts, data: undefined }
  return { scope, asked: standing === null ? first : asked, standing, offset, show, go: setOffset, ...work }
}

function useSteps(scope: SuggestScope) {
  const accept = useWork(async ({ id, name, candidate }: Suggestion) => {
    if (candidate === null) return
    await backend.acceptSuggestion(scope, id, candidate.id)
    toast({ title: `Mapped: ${name} → ${candidate.name}` })
    announceChange()
  })
  const acceptAll = useWork(async (one: SuggestedClass, list: string) => {
    const { accepted, refused } = await backend.acceptClass(scope, one, list)
    const text = refusedWords(refused)
    toast({
      kind: refused.length > 0 ? 'info' : 'done',
      title: `${countedOf(scope, accepted)} mapped`,
      ...(text ? { text } : {}),
    })
    announceChange()
  })
  const mark = useWork(async ({ id, name }: Suggestion, isMarked: boolean) => {
    await backend.setNoMatch(scope, id, isMarked)
    toast({ title: isMarked ? `${name} is noted as having no match` : `${name} is to be looked for again` })
    announceChange()
  })
  const takeBack = useWork(async () => {
    const { released, refused } = await backend.undoAccepted()
    const text = refusedWords(refused)
    toast({
      kind: refused.length > 0 ? 'info' : 'done',
      title: `${released === 1 ? '1 mapping is' : `${released} mappings are`} taken back`,
      ...(text ? { text } : {}),
    })
    announceChange()
  })
  return { accept, acceptAll, mark, takeBack }
}
