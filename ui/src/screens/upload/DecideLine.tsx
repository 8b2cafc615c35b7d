// Theirs or ours: what Accord wrote beside what stands now, and what each choice does from the first
// open day on. Nothing is written until the next upload.
import { useEffect, useRef, useState } from 'react'
import { backend } from '../../backend'
import type { EditedLine, LineFacts, LineWord, Outcome } from '../../bindings'
import { RadioChoice, type RadioOption } from '../../components/Choices'
import { showRow } from '../../components/InSight'
import { Money, Quantity } from '../../components/Money'
import { FailureNotice } from '../../components/Notice'
import { Skeleton } from '../../components/Skeleton'
import { currencyDigits, formatDecimal } from '../../format/decimal'
import { formatDay } from '../../format/time'
import { useAsk } from '../../hooks/useAsk'
import { useWork } from '../../hooks/useWork'
import { type DecideProps, noteDecision } from './decisions'
import { SaveDecision } from './SaveDecision'
import { sentence } from './words'

const LINE: ReadonlyArray<RadioOption<LineWord>> = [
  {
    value: 'theirs',
    label: 'Keep theirs',
    description: 'What somebody entered in ConnectWise stays on the line, until C3 brings the next change.',
  },
  {
    value: 'ours',
    label: 'Take ours',
    description:
      'From the first day that no invoice covers, the line says again what C3 says. What was invoiced stays.',
  },
]

const DECIDED: Readonly<Record<LineWord, string>> = { theirs: 'Keep theirs', ours: 'Take ours' }

export function DecideLine({ job, finding, onDone }: DecideProps) {
  const [word, setWord] = useState<LineWord | null>(null)
  const agreement = finding.agreement ?? 0
  const addition = finding.addition ?? 0
  const { data, error, isSlow, reload } = useAsk(`edited ${job} ${agreement} ${addition}`, () =>
    backend.editedLine(agreement, addition),
  )
  const save = useWork(async (decision: LineWord) => {
    await backend.decideLine(agreement, addition, decision)
    noteDecision(job, finding, DECIDED[decision])
    onDone()
  })
  return (
    <>
      {error && !data ? (
        <FailureNotice failure={error} title="The line could not be read." onRetry={reload} />
      ) : null}
      {isSlow && !data ? <Skeleton label="Reading the line in ConnectWise" rows={3} /> : null}
      {data ? <SideBySide line={data} /> : null}
      <RadioChoice label="Whose values does the line keep?" value={word} options={LINE} onChange={setWord} />
      {data ? <Effects line={data} /> : null}
      <SaveDecision work={save} onSave={word === null ? undefined : () => void save.start(word)} />
    </>
  )
}

const RUNS_ON = 'runs on'

/** What a line says, value by value. */
const FACTS: ReadonlyArray<readonly [string, (line: LineFacts, currency?: string) => string]> = [
  ['Quantity', ({ quantity }) => formatDecimal(quantity)],
  ['Price', ({ unit_price }, currency) => formatDecimal(unit_price, { fraction: currencyDigits(currency) })],
  ['First day', ({ effective }) => formatDay(effective)],
  ['Last day', ({ cancelled }) => (cancelled === null ? RUNS_ON : formatDay(cancelled))],
  ['Billed', ({ billable }) => (billable ? 'yes' : 'no')],
]

function SideBySide({ line: { written, stands, currency } }: { readonly line: EditedLine }) {
  const table = useRef<HTMLTableElement>(null)
  // It comes later than the panel that it fills.
  useEffect(() => showRow(table.current, 'start'), [])
  return (
    <table ref={table} className="Table Sides" aria-label="What Accord wrote and what stands now">
      <thead>
        <tr>
          <th scope="col">
            <span className="Hidden">Value</span>
          </th>
          <th scope="col">Accord wrote</th>
          <th scope="col">Stands now</th>
        </tr>
      </thead>
      <tbody>
        {FACTS.map(([title, of]) => {
          const was = written === null ? 'not known here' : of(written, currency ?? undefined)
          const now = of(stands, currency ?? undefined)
          return (
            <tr key={title}>
              <th scope="row">{title === 'Price' && currency ? `Price, ${currency}` : title}</th>
              <td>{was}</td>
              <td>{was === now ? now : <b>{now}</b>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Effects({ line: { open, theirs, ours, currency } }: { readonly line: EditedLine }) {
  return (
    <table className="Table Sides" aria-label="What each choice does">
      <thead>
        <tr>
          <th scope="col">From {formatDay(open)} on</th>
          <th scope="col">Lines that bill</th>
          <th scope="col">Next invoice</th>
          <th scope="col">Upload</th>
        </tr>
      </thead>
      <tbody>
        <Effect title="Keep theirs" outcome={theirs} currency={currency} />
        <Effect title="Take ours" outcome={ours} currency={currency} />
      </tbody>
    </table>
  )
}

interface EffectProps {
  readonly title: string
  readonly outcome: Outcome
  readonly currency: string | null
}

function Effect({ title, outcome: { lines, says, next_invoice }, currency }: EffectProps) {
  const of = currency ?? undefined
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        {lines.length === 0 ? 'none' : null}
        {lines.map((line) => (
          <span key={`${line.effective} ${line.amount} ${line.cancelled}`} className="Sides-line">
            <Quantity value={line.quantity} /> × <Money amount={line.unit_price} currency={of} />,{' '}
            {formatDay(line.effective)}{' '}
            {line.cancelled === null ? 'and on' : `to ${formatDay(line.cancelled)}`}
          </span>
        ))}
      </td>
      <td>{next_invoice ? <Money amount={next_invoice.after} currency={of} isNamed /> : 'not planned'}</td>
      <td>{sentence(says)}</td>
    </tr>
  )
}
