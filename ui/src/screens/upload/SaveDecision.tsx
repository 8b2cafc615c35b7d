// Saves the word on a finding, and says how that failed. It stays in sight, however much stands above it.
import { Button } from '../../components/Button'
import { FailureNotice } from '../../components/Notice'
import type { useWork } from '../../hooks/useWork'

export interface SaveDecisionProps {
  readonly work: Pick<ReturnType<typeof useWork>, 'isBusy' | 'error'>
  readonly onSave: (() => void) | undefined
}

export function SaveDecision({ work, onSave }: SaveDecisionProps) {
  return (
    <div className="Decide-foot">
      {work.error ? (
        <FailureNotice
          failure={work.error}
          title="The decision was not saved."
          written="Nothing was written to ConnectWise."
        />
      ) : null}
      <div className="Row">
        <Button
          look="primary"
          size="s"
          isPending={work.isBusy}
          isDisabled={!onSave}
          onPress={() => onSave?.()}
        >
          Save decision
        </Button>
        <span className="Faint">It is carried out by the next upload.</span>
      </div>
    </div>
  )
}
