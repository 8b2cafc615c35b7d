// A plan in two lines: how many lines are to be added, changed and ended, and by how much the next
// invoices change, each currency for itself.
import { backend } from '../../backend'
import type { Action, AgreementPlan, Job } from '../../bindings'
import { Money } from '../../components/Money'
import { formatCount } from '../../format/decimal'
import { useAsk } from '../../hooks/useAsk'
import { planLines } from './planLines'
import { sumsByCurrency } from './sum'
import { counted, listed } from './words'

/** A plan of more agreements than this is counted, not added up. */
export const MOST = 500

/** What is to be done with a line, and what was done. */
const VERB: ReadonlyArray<readonly [Action, string, string]> = [
  ['create', 'to add', 'added'],
  ['change', 'to change', 'changed'],
  ['end', 'to end', 'ended'],
  ['void', 'to void', 'voided'],
  ['adopt', 'to adopt', 'adopted'],
]

export function PlanSummary({ job }: { readonly job: Job }) {
  const { data } = useAsk(`plan-summary ${job.id}`, () =>
    backend.recordPlan(job.id, { text: '', offset: 0, limit: MOST }),
  )
  const plans = data && data.total <= MOST ? data.rows : null
  // What an upload did only in part, changes the invoices by less than its plan says.
  const isWhole = job.plans || job.status === 'success'
  return (
    <div className="Plan-summary">
      <p className="Plan-counts">
        {plans ? actionWords(plans, isOver(job)) : counted(job.operations, 'change')}
      </p>
      {plans && isWhole ? <NextInvoices plans={plans} /> : null}
      {job.plans ? null : <Progressed job={job} />}
    </div>
  )
}

/** The plan of an undo is none of what was written. */
function isOver({ plans, status }: Job): boolean {
  return !plans && status !== 'running'
}

/**
 * `14 lines to add, 3 to change and 2 to end, on 9 agreements`. Of an upload that is over, only what
 * ConnectWise confirmed counts as done: `14 lines added, on 9 agreements`, and the rest is said beside it.
 */
export function actionWords(plans: readonly AgreementPlan[], isDone: boolean): string {
  const touched = plans.map(({ operations }) =>
    operations.filter(({ state }) => !isDone || state === 'confirmed'),
  )
  const lines = touched.flatMap(planLines)
  if (lines.length === 0) return 'No line was written'
  const count = (action: Action, isAdopted: boolean) =>
    lines.filter(({ line, adopted }) => line.action === action && (adopted !== null) === isAdopted).length
  const said = [
    ...VERB.map(([action, ...words]) => [count(action, false), words] as const),
    ...VERB.map(([action, ...words]) => [count(action, true), words.map(adoptedToo)] as const),
  ]
    .filter(([many]) => many > 0)
    .map(([many, words], index) => {
      const word = words[isDone ? 1 : 0]
      return index === 0 ? `${counted(many, 'line')} ${word}` : `${formatCount(many)} ${word}`
    })
  const agreements = touched.filter(({ length }) => length > 0).length
  return `${listed(said)}, on ${counted(agreements, 'agreement')}`
}

/** `to adopt and then end`, `adopted and then ended`: two changes of one line. */
function adoptedToo(words: string): string {
  return words.startsWith('to ') ? `to adopt and then ${words.slice(3)}` : `adopted and then ${words}`
}

function NextInvoices({ plans }: { readonly plans: readonly AgreementPlan[] }) {
  const known = plans.flatMap(({ currency, next_invoice }) =>
    next_invoice ? [{ currency, amount: next_invoice.change }] : [],
  )
  const unknown = plans.length - known.length
  if (known.length === 0) return null
  const sums = sumsByCurrency(known)
  return (
    <p className="Plan-total">
      <span>{known.length === 1 ? 'The next invoice changes by' : 'The next invoices change by'}</span>
      {sums.map(([currency, amount]) => (
        <b key={currency ?? ''}>
          <Money amount={amount} currency={currency ?? undefined} isNamed isSigned />
        </b>
      ))}
      {unknown > 0 ? <span>({counted(unknown, 'agreement')} without a known next invoice)</span> : null}
    </p>
  )
}

function Progressed({ job }: { readonly job: Job }) {
  const { operations, confirmed, failed } = job
  return (
    <p className="Plan-total">
      {formatCount(confirmed)} of {formatCount(operations)} confirmed
      {failed > 0 ? `, ${formatCount(failed)} failed` : ''}
    </p>
  )
}
