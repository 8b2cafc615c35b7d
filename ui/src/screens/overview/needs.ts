// What needs a hand, in sentences: the counts come from the backend; here they get words and a way
// to the list that they count. The most urgent comes first.
import type { Overview } from '../../bindings'
import { counted } from '../../format/words'

export type NeedTone = 'bad' | 'warn' | 'info'

export interface Way {
  readonly path: string
  readonly params: Readonly<Record<string, string | number>>
}

export interface Need {
  readonly id: string
  readonly tone: NeedTone
  /** What it is about, with its count. */
  readonly title: string
  readonly text: string
  readonly button: string
  /** Where the button leads; none where it starts the resuming. */
  readonly way: Way | null
}

type Maker = (overview: Overview, waiting: number) => Need | null

const UNMAPPED: Maker = ({ unmapped }) =>
  unmapped === 0
    ? null
    : {
        id: 'unmapped',
        tone: 'info',
        title: `${counted(unmapped, 'C3 customer is', 'C3 customers are')} not mapped`,
        text: 'Nothing is billed for them through ConnectWise.',
        button: 'Map the customers',
        way: { path: 'mapping', params: { show: 'unmapped' } },
      }

/** While nothing is mapped, that comes before what can wait. */
const isBeginning = ({ mapped }: Overview) => mapped === 0

const MAKERS: readonly Maker[] = [
  ({ interrupted }) =>
    interrupted.length === 0
      ? null
      : {
          id: 'interrupted',
          tone: 'bad',
          title: `${counted(interrupted.length, 'upload was', 'uploads were')} cut off`,
          text: 'What was written is recorded. Resuming first finds out how far it got, then writes the rest.',
          button: 'Resume',
          way: null,
        },
  ({ with_errors }) =>
    with_errors === 0
      ? null
      : {
          id: 'errors',
          tone: 'bad',
          title: `${counted(with_errors, 'customer has', 'customers have')} errors`,
          text: 'Nothing is uploaded for them until the errors are mended.',
          button: 'See the errors',
          way: { path: 'upload', params: { standing: 'errors' } },
        },
  (overview, waiting) => (isBeginning(overview) ? UNMAPPED(overview, waiting) : null),
  ({ gap_days }) =>
    gap_days === null
      ? null
      : {
          id: 'gap',
          tone: 'warn',
          title: 'The history has a gap',
          text: `${counted(gap_days, 'day', 'days')} lay between two reads of C3, which shows 90. Changes in between may be missing; a history file closes the gap.`,
          button: 'Import a history file',
          way: { path: 'settings', params: { section: 'import' } },
        },
  ({ on_hold }) =>
    on_hold === 0
      ? null
      : {
          id: 'on-hold',
          tone: 'warn',
          title: `${counted(on_hold, 'subscription is', 'subscriptions are')} on hold`,
          text: 'Nothing is planned for them, so that no invoice bills them anew. Validating lists each, with the button that lifts its hold.',
          button: 'Choose customers to validate',
          way: { path: 'upload', params: {} },
        },
  ({ renamed }) =>
    renamed === 0
      ? null
      : {
          id: 'renamed',
          tone: 'warn',
          title: `${counted(renamed, 'mapped record was', 'mapped records were')} renamed or deleted`,
          text: 'Their mappings stay. Look whether each is still what it was when it was mapped.',
          button: 'See the names',
          way: { path: 'settings', params: { section: 'data' } },
        },
  (_, waiting) =>
    waiting === 0
      ? null
      : {
          id: 'waiting',
          tone: 'warn',
          title: `${counted(waiting, 'change waits', 'changes wait')} for your decision`,
          text: 'A change that contradicts the one before it, or fits no kind, counts only once you accept it.',
          button: 'See the changes',
          way: { path: 'history', params: { decide: 'yes' } },
        },
  ({ unreadable }) =>
    unreadable === 0
      ? null
      : {
          id: 'unreadable',
          tone: 'warn',
          title: `${counted(unreadable, 'row of the history', 'rows of the history')} could not be read`,
          text: 'They were kept aside, and nothing is billed from them.',
          button: 'See the rows',
          way: { path: 'history', params: { tab: 'unreadable' } },
        },
  ({ pending }) =>
    pending === 0
      ? null
      : {
          id: 'pending',
          tone: 'info',
          title: `${counted(pending, 'customer has', 'customers have')} changes to upload`,
          text: 'Their lines in ConnectWise are behind the history.',
          button: 'See these customers',
          way: { path: 'upload', params: { standing: 'pending' } },
        },
  ({ without_agreement, first_without_agreement }) =>
    first_without_agreement === null
      ? null
      : {
          id: 'agreements',
          tone: 'info',
          title: `${counted(without_agreement, 'mapped customer has', 'mapped customers have')} no agreement`,
          text: 'Map the agreements that bill their products. One is suggested where something tells it.',
          button: 'Map the agreements',
          way: { path: 'mapping', params: { customer: first_without_agreement, show: 'suggest' } },
        },
  ({ not_validated }) =>
    not_validated === 0
      ? null
      : {
          id: 'not-validated',
          tone: 'info',
          title: `${counted(not_validated, 'mapped customer was', 'mapped customers were')} never validated`,
          text: 'Validating shows what an upload would do. It writes nothing.',
          button: 'See these customers',
          way: { path: 'upload', params: { standing: 'not-validated' } },
        },
  ({ products_unmapped }) =>
    products_unmapped === 0
      ? null
      : {
          id: 'products',
          tone: 'info',
          title: `${counted(products_unmapped, 'product', 'products')} of mapped customers ${products_unmapped === 1 ? 'has' : 'have'} no ConnectWise product`,
          text: 'Their customers do not validate until each is mapped or set aside.',
          button: 'Map the products',
          way: { path: 'mapping', params: { show: 'products' } },
        },
  (overview, waiting) => (isBeginning(overview) ? null : UNMAPPED(overview, waiting)),
]

export function needsOf(overview: Overview, waiting: number): readonly Need[] {
  return MAKERS.map((make) => make(overview, waiting)).filter((need) => need !== null)
}
