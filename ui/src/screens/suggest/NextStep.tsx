// Where mapping goes on once a list of suggestions was gone through: from the customers to their
// agreements, from an agreement to its products, from the products to the next customer, or to
// validating.
import { ArrowLeftRight } from 'lucide-react'
import { backend } from '../../backend'
import type { MappedCustomer, SuggestScope } from '../../bindings'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { Notice } from '../../components/Notice'
import { counted } from '../../format/words'
import { useAsk } from '../../hooks/useAsk'
import { OVERVIEW } from '../../questions'
import { useRouter } from '../../shell/router'
import { NothingChosen } from '../mapping/NothingChosen'
import { KINDS } from './words'

interface Step {
  readonly label: string
  /** What it is for. */
  readonly text: string
  readonly path: 'mapping' | 'upload'
  readonly params: Readonly<Record<string, string | number>>
}

const VALIDATING = 'Validating shows what would be billed.'

/** The two steps that make most sense now, the more useful one first. */
function useSteps(scope: SuggestScope): readonly Step[] {
  const next = useAsk(...OVERVIEW).data?.first_without_agreement ?? null
  const of = scope.of === 'customers' ? null : scope.customer
  const view = useAsk(of === null ? null : `mapped-view ${of}`, () => backend.mappedView(of ?? '')).data
  const name = view?.customer.name
  const steps: Array<Step | false> = [
    view ? productsOf(view, scope) : false,
    name !== undefined &&
      scope.of === 'products' && {
        label: `Choose ${name} to validate`,
        text: VALIDATING,
        path: 'upload',
        params: { text: name },
      },
    next !== null &&
      next !== of && {
        label: of === null ? 'Map their agreements' : 'Next customer without an agreement',
        text: 'The agreements that bill their products come next.',
        path: 'mapping',
        params: { customer: next, show: 'suggest' },
      },
    scope.of !== 'products' && {
      label: 'Choose customers to validate',
      text: VALIDATING,
      path: 'upload',
      params: {},
    },
  ]
  return steps.filter((step) => step !== false).slice(0, 2)
}

/** To the products of an agreement of which none is mapped. */
function productsOf({ customer, agreements }: MappedCustomer, scope: SuggestScope): Step | false {
  const isHere = (id: number) => scope.of === 'products' && scope.agreement === id
  const empty = agreements.find(({ agreement, products }) => products.length === 0 && !isHere(agreement.id))
  return (
    empty !== undefined && {
      label: 'Map the products',
      text: 'The products that it bills come next.',
      path: 'mapping',
      params: { customer: customer.id, agreement: empty.agreement.id, show: 'suggest' },
    }
  )
}

export interface NextStepProps {
  readonly scope: SuggestScope
}

/** Nothing is left in the list. */
export function NothingLeft({ scope }: NextStepProps) {
  const { navigate } = useRouter()
  const overview = useAsk(...OVERVIEW)
  const steps = useSteps(scope)
  if (overview.data?.customers === 0) return <NothingChosen />
  return (
    <EmptyState
      icon={ArrowLeftRight}
      title={TITLE[scope.of]}
      actions={steps.map(({ label, path, params }, index) => (
        <Button
          key={label}
          look={index === 0 ? 'primary' : 'plain'}
          onPress={() => void navigate(path, params)}
        >
          {label}
        </Button>
      ))}
    >
      {`No ${KINDS[scope.of].one} is left to be mapped here. ${steps[0]?.text ?? ''}`}
    </EmptyState>
  )
}

const TITLE: Readonly<Record<SuggestScope['of'], string>> = {
  customers: 'Every customer is mapped',
  agreements: 'The agreements are mapped',
  products: 'The products are mapped',
}

/** What is left in the list needs a hand of its own; mapping goes on all the same. */
export function NextStep({ scope }: NextStepProps) {
  const { navigate } = useRouter()
  const without = useAsk(...OVERVIEW).data?.without_agreement ?? 0
  const [step] = useSteps(scope)
  if (scope.of !== 'customers' || without === 0 || !step) return null
  return (
    <Notice
      kind="info"
      title={`${counted(without, 'mapped customer has', 'mapped customers have')} no agreement yet.`}
      action={{ label: step.label, onPress: () => void navigate(step.path, step.params) }}
    >
      What is left below can wait.
    </Notice>
  )
}
