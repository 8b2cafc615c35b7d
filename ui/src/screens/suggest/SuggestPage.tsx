// Suggestions for what is not mapped, class by class, each with its reason. Nothing is chosen by
// itself: a person accepts one, or a class after a look, or notes that there is no match.
import { Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { SuggestedClass, Suggestions, SuggestScope, SuggestStanding } from '../../bindings'
import { Button } from '../../components/Button'
import { ConfirmPanel } from '../../components/ConfirmPanel'
import { FailureNotice } from '../../components/Notice'
import { Page } from '../../components/Page'
import { Pager } from '../../components/Pager'
import { Skeleton } from '../../components/Skeleton'
import { Tabs } from '../../components/Tabs'
import { formatCount } from '../../format/decimal'
import { keyNames, useKeys } from '../../hooks/useKeys'
import { useRouter } from '../../shell/router'
import { NextStep, NothingLeft } from './NextStep'
import { SuggestTable } from './SuggestTable'
import { SIZE, type Suggesting, useSuggestions } from './useSuggestions'
import { countedOf, FACES, KINDS, STANDINGS } from './words'
import './suggest.css'

export interface SuggestPageProps {
  readonly scope: SuggestScope
  /** The customer's name, where the suggestions are one customer's. */
  readonly name: string | null
}

export function SuggestPage({ scope, name }: SuggestPageProps) {
  const suggesting = useSuggestions(scope)
  const { navigate } = useRouter()
  const { data, error, isSlow, reload } = suggesting.asked
  const back = () => void navigate('mapping', scope.of === 'customers' ? {} : { customer: scope.customer })
  useKeys([
    {
      keys: 'mod+z',
      label: 'Take the last accepted step back',
      group: 'Suggestions',
      run: () => {
        if (data && data.steps > 0) void suggesting.takeBack.start()
      },
    },
  ])
  return (
    <Page
      title={KINDS[scope.of].title}
      subtitle={name ?? 'What may belong together. Nothing is mapped until you accept it.'}
      back={{ label: 'Back to Mapping', onPress: back }}
      actions={
        <span title={keyNames('mod+z').join('+')}>
          <Button
            icon={Undo2}
            isDisabled={!data || data.steps === 0}
            isPending={suggesting.takeBack.isBusy}
            onPress={() => void suggesting.takeBack.start()}
          >
            Take the last step back
          </Button>
        </span>
      }
    >
      <div className="Stack" data-gap="m">
        <Failures suggesting={suggesting} />
        {error && !data ? (
          <FailureNotice failure={error} title="The suggestions could not be made." onRetry={reload} />
        ) : null}
        {isSlow && !data ? <Skeleton label="Looking for what belongs together" rows={8} /> : null}
        {data && suggesting.standing ? (
          <Classes suggesting={suggesting} found={data} standing={suggesting.standing} />
        ) : null}
      </div>
    </Page>
  )
}

function Failures({
  suggesting: { accept, acceptAll, mark, takeBack },
}: {
  readonly suggesting: Suggesting
}) {
  const failed = [accept, acceptAll, mark, takeBack].find(({ error }) => error !== null)
  return failed?.error ? <FailureNotice failure={failed.error} title="Nothing was changed." /> : null
}

interface ClassesProps {
  readonly suggesting: Suggesting
  readonly found: Suggestions
  readonly standing: SuggestStanding
}

function Classes({ suggesting, found, standing }: ClassesProps) {
  const all = STANDINGS.reduce((sum, one) => sum + FACES[one].count(found), 0)
  if (all === 0) return <NothingLeft scope={suggesting.scope} />
  const isLooked = found.exact + found.strong + found.not_sure === 0
  return (
    <>
      {isLooked ? <NextStep scope={suggesting.scope} /> : null}
      <Tabs
        label="How sure"
        selected={standing}
        onSelect={suggesting.show}
        items={STANDINGS.map((one) => ({
          id: one,
          label: FACES[one].title,
          count: formatCount(FACES[one].count(found)),
          content: one === standing ? <Class {...{ suggesting, found, standing }} /> : null,
        }))}
      />
    </>
  )
}

function Class({ suggesting, found, standing }: ClassesProps) {
  const list = useRef<HTMLDivElement>(null)
  const goOn = useGoOn(list, found)
  const { scope, offset } = suggesting
  return (
    <div className="Stack" data-gap="m" ref={list}>
      <p className="Muted Suggest-means">{FACES[standing].text}</p>
      {standing === 'exact' || standing === 'strong' ? (
        <AcceptAll suggesting={suggesting} found={found} standing={standing} />
      ) : null}
      <SuggestTable
        suggesting={suggesting}
        rows={found.rows}
        label={`${FACES[standing].title}: ${KINDS[scope.of].many}`}
        onDone={goOn}
      />
      <Pager what="suggestions" offset={offset} size={SIZE} total={found.total} onChange={suggesting.go} />
    </div>
  )
}

/** After a step the row is gone; the focus goes to the one that took its place. */
function useGoOn(list: { readonly current: HTMLElement | null }, found: Suggestions) {
  const wanted = useRef<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it goes on when the rows are others.
  useEffect(() => {
    if (wanted.current === null) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('.Suggest-steps') ?? [])]
    const next = rows[Math.min(wanted.current, rows.length - 1)]
    wanted.current = null
    next?.querySelector('button')?.focus()
  }, [found.rows, list])
  return (index: number) => {
    wanted.current = index
  }
}

interface AcceptAllProps extends ClassesProps {
  readonly standing: SuggestedClass
}

function AcceptAll({ suggesting, found, standing }: AcceptAllProps) {
  const [isAsked, setAsked] = useState(false)
  const { scope, acceptAll } = suggesting
  const { total } = found
  if (total === 0) return null
  const seen = Math.min(total, found.rows.length)
  if (!isAsked) {
    return (
      <div>
        <Button onPress={() => setAsked(true)}>
          {total === 1 ? `Accept this ${KINDS[scope.of].one}…` : `Accept all ${formatCount(total)}…`}
        </Button>
      </div>
    )
  }
  const list = standing === 'exact' ? found.exact_list : found.strong_list
  return (
    <ConfirmPanel
      title={`Map ${total === 1 ? `this ${KINDS[scope.of].one}` : countedOf(scope, total)} as suggested?`}
      confirmLabel={total === 1 ? 'Map it' : `Map all ${formatCount(total)}`}
      look="primary"
      isBusy={acceptAll.isBusy}
      onConfirm={() => void acceptAll.start(standing, list).then(() => setAsked(false))}
      onCancel={() => setAsked(false)}
    >
      {seen < total
        ? `${formatCount(seen)} of them ${seen === 1 ? 'stands' : 'stand'} below; go through the others first. `
        : total === 1
          ? 'It stands below. '
          : 'They all stand below. '}
      Nothing is written to ConnectWise, and “Take the last step back” undoes{' '}
      {total === 1 ? 'it' : 'all of them together'}.
    </ConfirmPanel>
  )
}
