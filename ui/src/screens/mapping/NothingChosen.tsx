// What the mapping screen says before a customer is chosen: what to do, and where customers come
// from while there are none.
import { ArrowLeftRight } from 'lucide-react'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { formatCount } from '../../format/decimal'
import { counted } from '../../format/words'
import { useAsk } from '../../hooks/useAsk'
import { OVERVIEW } from '../../questions'
import { useRouter } from '../../shell/router'

export function NothingChosen() {
  const { navigate, params } = useRouter()
  const overview = useAsk(...OVERVIEW)
  const { data } = overview
  if (data && data.customers === 0) {
    return (
      <EmptyState
        icon={ArrowLeftRight}
        title="No C3 customers yet"
        actions={<Button onPress={() => void navigate('settings')}>Open Settings</Button>}
      >
        Connect C3 there and refresh, or import a history file; its customers are listed here then.
      </EmptyState>
    )
  }
  if (data && params.show === 'products' && data.products_unmapped > 0) {
    return <ProductsLeft count={data.products_unmapped} onValidate={() => void navigate('upload')} />
  }
  return (
    <EmptyState
      icon={ArrowLeftRight}
      title="Choose a C3 customer"
      actions={
        data && data.unmapped > 0 ? (
          <Button onPress={() => void navigate('mapping', { show: 'unmapped' })}>Look at suggestions</Button>
        ) : undefined
      }
    >
      Then say which ConnectWise company it is, on which agreement it is billed, and as which products.
      {data && data.unmapped > 0
        ? ` ${formatCount(data.unmapped)} of ${counted(data.customers, 'customer')} ${data.unmapped === 1 ? 'is' : 'are'} not mapped yet.`
        : ''}
    </EmptyState>
  )
}

interface ProductsLeftProps {
  readonly count: number
  readonly onValidate: () => void
}

/** Where the overview led here: which customers they are of, a validation lists. */
function ProductsLeft({ count, onValidate }: ProductsLeftProps) {
  return (
    <EmptyState
      icon={ArrowLeftRight}
      title={`${counted(count, 'product has', 'products have')} no ConnectWise product`}
      actions={<Button onPress={onValidate}>Choose customers to validate</Button>}
    >
      Choose their customer above. Where you do not know which one it is, validate: each such product is then
      listed as an error, with a button that leads to its row.
    </EmptyState>
  )
}
