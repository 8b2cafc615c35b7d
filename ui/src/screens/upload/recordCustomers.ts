// The customers that a record's plan and findings name, and those of them with errors: what
// "validate again without the customers that have errors" is about. Customers that a record names
// nowhere have nothing to upload.
import { backend } from '../../backend'
import type { Page } from '../../bindings'

const PART = 500

async function all<T>(ask: (offset: number) => Promise<Page<T>>): Promise<readonly T[]> {
  const rows: T[] = []
  for (;;) {
    const page = await ask(rows.length)
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}

export interface RecordCustomers {
  readonly named: readonly string[]
  readonly clean: readonly string[]
}

export async function recordCustomers(job: number): Promise<RecordCustomers> {
  const part = (offset: number) => ({ text: '', offset, limit: PART })
  const [findings, plans] = await Promise.all([
    all((offset) => backend.recordFindings(job, null, part(offset))),
    all((offset) => backend.recordPlan(job, part(offset))),
  ])
  const failing = new Set(findings.filter(({ severity }) => severity === 'error').map((one) => one.customer))
  const named = [...new Set([...findings, ...plans].map((one) => one.customer))]
  return { named, clean: named.filter((customer) => !failing.has(customer)) }
}
