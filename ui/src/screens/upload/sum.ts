// Adds decimals that are text, exactly, as whole numbers of their smallest part. No amount ever
// becomes a floating number.

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/

/** `["61.80", "-1.8"]` → `"60.00"`; nothing where one of them is no decimal. */
export function sumOf(amounts: readonly string[]): string | null {
  const parts = amounts.map((amount) => DECIMAL.exec(amount.trim()))
  const scale = Math.max(0, ...parts.map((part) => part?.[3]?.length ?? 0))
  let sum = 0n
  for (const part of parts) {
    if (!part) return null
    const [, sign = '', whole = '', tail = ''] = part
    const units = BigInt(whole + tail.padEnd(scale, '0'))
    sum += sign === '-' ? -units : units
  }
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0')
  const cut = digits.length - scale
  const lead = sum < 0n ? '-' : ''
  return lead + digits.slice(0, cut) + (scale > 0 ? `.${digits.slice(cut)}` : '')
}

/** The sums by currency, in the order in which the currencies come. */
export function sumsByCurrency(
  amounts: ReadonlyArray<{ readonly currency: string | null; readonly amount: string }>,
): ReadonlyArray<readonly [string | null, string]> {
  const groups = new Map<string | null, string[]>()
  for (const { currency, amount } of amounts) {
    groups.set(currency, [...(groups.get(currency) ?? []), amount])
  }
  return [...groups].flatMap(([currency, list]) => {
    const sum = sumOf(list)
    return sum === null ? [] : [[currency, sum] as const]
  })
}
