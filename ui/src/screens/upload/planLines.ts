// The lines of a plan: each addition once, though two changes may be made to it. What is adopted and
// then changed or ended is one line with one amount, not two that could be added up.
import type { Operation } from '../../bindings'

export interface PlanLine {
  /** What becomes of the addition in the end. */
  readonly line: Operation
  /** That it is taken over first, where that is a change of its own. */
  readonly adopted: Operation | null
}

export function planLines(operations: readonly Operation[]): readonly PlanLine[] {
  const adopted = new Map<number, Operation>()
  for (const one of operations)
    if (one.action === 'adopt' && one.addition !== null) adopted.set(one.addition, one)
  const last = new Map<number, Operation>()
  for (const one of operations)
    if (one.addition !== null && one.action !== 'adopt') last.set(one.addition, one)
  return operations
    .filter((one) => one.action !== 'adopt' || one.addition === null || !last.has(one.addition))
    .map((line) => ({
      line,
      adopted:
        line.action === 'adopt' || line.addition === null ? null : (adopted.get(line.addition) ?? null),
    }))
}

export const hasFailed = ({ line, adopted }: PlanLine): boolean =>
  line.state === 'failed' || adopted?.state === 'failed'
