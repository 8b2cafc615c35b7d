// The words of suggestions: what is suggested for what, what a class means, what came of a step.
// It decides nothing.
import type { Suggestions, SuggestRefused, SuggestScope, SuggestStanding } from '../../bindings'
import { formatCount } from '../../format/decimal'
import { counted } from '../../format/words'

export interface Face {
  readonly title: string
  /** What it means, and what to do with it. */
  readonly text: string
  readonly count: (found: Suggestions) => number
}

export const FACES: Readonly<Record<SuggestStanding, Face>> = {
  exact: {
    title: 'Exact',
    text: 'The same name on both sides and nothing against it, or accepted before. Look through them, then accept all at once or one by one.',
    count: ({ exact }) => exact,
  },
  strong: {
    title: 'Strong',
    text: 'The same name in other words or letters, or told by something else. The reason stands with each.',
    count: ({ strong }) => strong,
  },
  'not-sure': {
    title: 'Not sure',
    text: 'It may be this one, or something speaks against it. Each is for you to decide; they are never accepted together.',
    count: ({ not_sure }) => not_sure,
  },
  none: {
    title: 'Nothing found',
    text: 'Nothing that is like it was found, and nobody looked yet. Map it by hand, or note that there is no match.',
    count: ({ none }) => none,
  },
  'no-match': {
    title: 'No match',
    text: 'You looked and there is none. They are left alone until you look again.',
    count: ({ no_match }) => no_match,
  },
}

export const STANDINGS: readonly SuggestStanding[] = ['exact', 'strong', 'not-sure', 'none', 'no-match']

interface Kind {
  readonly title: string
  readonly ours: string
  readonly theirs: string
  readonly one: string
  readonly many: string
}

export const KINDS: Readonly<Record<SuggestScope['of'], Kind>> = {
  customers: {
    title: 'Suggestions for customers',
    ours: 'C3 customer',
    theirs: 'Suggested company',
    one: 'customer',
    many: 'customers',
  },
  agreements: {
    title: 'Suggestions for agreements',
    ours: 'Billing cycle',
    theirs: 'Suggested agreement',
    one: 'agreement',
    many: 'agreements',
  },
  products: {
    title: 'Suggestions for products',
    ours: 'C3 product',
    theirs: 'Suggested catalog item',
    one: 'product',
    many: 'products',
  },
}

export function countedOf({ of }: SuggestScope, count: number): string {
  return counted(count, KINDS[of].one, KINDS[of].many)
}

/** The class to look at first: the surest of which there is one. */
export function firstOf(found: Suggestions): SuggestStanding {
  return STANDINGS.find((standing) => FACES[standing].count(found) > 0) ?? 'exact'
}

/** What a rule refused, each with its reason. */
export function refusedWords(refused: readonly SuggestRefused[]): string | undefined {
  if (refused.length === 0) return undefined
  const words = refused.slice(0, 3).map(({ name, reason }) => `${name}: ${reason}.`)
  const more = refused.length > 3 ? ` And ${formatCount(refused.length - 3)} more.` : ''
  return `Not mapped: ${words.join(' ')}${more}`
}
