// Why a line says what it says, step by step, and as text that can be pasted to a customer. The
// backend words and reckons all of it.
import { Copy } from 'lucide-react'
import { backend } from '../../backend'
import type { LineWhy, WhyStep } from '../../bindings'
import { copyText } from '../../clipboard'
import { Button } from '../../components/Button'
import { FailureNotice } from '../../components/Notice'
import { SidePanel } from '../../components/SidePanel'
import { Skeleton } from '../../components/Skeleton'
import { toast } from '../../components/Toasts'
import { useAsk } from '../../hooks/useAsk'
import { inWords } from './words'
import './why.css'

/** A change of a record, or an addition that stands. */
export type WhyAsked =
  | { readonly operation: number }
  | { readonly agreement: number; readonly addition: number }

export interface WhyPanelProps {
  readonly asked: WhyAsked
  /** What the line is of. */
  readonly product: string
  readonly onClose: () => void
}

export function WhyPanel({ asked, product, onClose }: WhyPanelProps) {
  const { data, error, isSlow, reload } = useAsk(`why ${JSON.stringify(asked)}`, () => askedOf(asked))
  return (
    <SidePanel
      title="Why this line?"
      subtitle={product}
      isBeside
      onClose={onClose}
      actions={
        <Button icon={Copy} isDisabled={!data} onPress={() => void (data ? copy(data) : undefined)}>
          Copy as text
        </Button>
      }
    >
      {error && !data ? (
        <FailureNotice
          failure={error}
          title="Why this line is so could not be found out."
          written="Nothing was written."
          onRetry={reload}
        />
      ) : null}
      {isSlow && !data ? <Skeleton label="Reading the line from ConnectWise" rows={5} /> : null}
      {data ? <Reasons why={data} /> : null}
    </SidePanel>
  )
}

function askedOf(asked: WhyAsked): Promise<LineWhy> {
  return 'operation' in asked
    ? backend.whyOperation(asked.operation)
    : backend.whyLine(asked.agreement, asked.addition)
}

async function copy(why: LineWhy): Promise<void> {
  try {
    await copyText(why.text)
    toast({ title: 'The text is copied' })
  } catch (thrown) {
    toast({ kind: 'info', title: thrown instanceof Error ? thrown.message : 'The text could not be copied' })
  }
}

function Reasons({ why }: { readonly why: LineWhy }) {
  const [headline] = why.text.split('\n')
  return (
    <div className="Stack Selectable">
      <p className="Why-line">{inWords(headline ?? '')}</p>
      <ol className="Why-steps">
        {why.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name and never move
          <StepOf key={index} step={step} />
        ))}
      </ol>
    </div>
  )
}

function StepOf({ step }: { readonly step: WhyStep }) {
  return (
    <li>
      <span>{inWords(step.text)}</span>
      {step.calculation ? <span className="Why-sum">{step.calculation}</span> : null}
    </li>
  )
}
