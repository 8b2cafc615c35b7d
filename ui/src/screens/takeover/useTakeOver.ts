// One agreement that is taken over: what is chosen and not saved, and what the backend makes of it.
// It decides nothing: proposals, effects and sentences are the backend's.
import { useMemo, useState } from 'react'
import { announceChange, backend } from '../../backend'
import type { DuplicateWord, HandLine, LineDecided } from '../../bindings'
import { useAsk } from '../../hooks/useAsk'
import { useWork } from '../../hooks/useWork'

type Drafts = ReadonlyMap<number, DuplicateWord>

const NONE: Drafts = new Map()

export function useTakeOver(agreement: number) {
  const [drafts, setDrafts] = useState<Drafts>(NONE)
  const [saved, setSaved] = useState(0)
  const words = useMemo<LineDecided[]>(
    () => [...drafts].map(([addition, word]) => ({ addition, word })),
    [drafts],
  )
  // The effect of the last choice stays in sight until that of the next one is known.
  const [shown, setShown] = useState<Awaited<ReturnType<typeof backend.cutOver>> | null>(null)
  const asked = useAsk(`cut-over ${agreement} ${saved} ${JSON.stringify(words)}`, async () => {
    const found = await backend.cutOver(agreement, words)
    setShown(found)
    return found
  })
  const saving = useWork(async () => {
    await backend.decideDuplicates(agreement, words)
    setSaved((before) => before + words.length)
    setDrafts(NONE)
    announceChange()
  })
  const data = asked.data ?? shown
  const open = (data?.lines ?? []).filter((line) => line.needs_word && wordOf(line, drafts) === null)
  return {
    data,
    error: asked.error,
    isSlow: asked.isSlow,
    isLoading: asked.isLoading,
    reload: asked.reload,
    drafts,
    /** Lines that need a word and have none. */
    open,
    /** Decisions saved while the page is open. */
    saved,
    saving,
    choose: (addition: number, word: DuplicateWord) => setDrafts((was) => new Map(was).set(addition, word)),
    accept: () => setDrafts((was) => new Map([...was, ...open.map(proposed)])),
    forget: () => setDrafts(NONE),
  }
}

export type TakingOver = ReturnType<typeof useTakeOver>

const proposed = (line: HandLine): readonly [number, DuplicateWord] => [line.addition, line.proposal]

/** What is chosen for a line: the draft, else what was saved. */
export function wordOf(line: HandLine, drafts: Drafts): DuplicateWord | null {
  return drafts.get(line.addition) ?? line.word
}
