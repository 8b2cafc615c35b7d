// What a line's text would look like, for a person to see while he writes the template. The text
// that goes on an invoice is made by the backend alone.

export const PLACEHOLDERS = ['{product}', '{what}', '{from}', '{to}', '{subscription}'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** What each placeholder stands for. */
export const MEANING: Readonly<Record<Placeholder, string>> = {
  '{product}': 'Product',
  '{what}': 'What the line is for',
  '{from}': 'First day',
  '{to}': 'Last day',
  '{subscription}': 'Subscription id',
}

export interface LineExample {
  readonly product: string
  readonly what: string
  readonly from: string
  /** None while the line runs on. */
  readonly to: string | null
  readonly subscription: string
}

export const EXAMPLE: LineExample = {
  product: 'Microsoft 365 Business Premium',
  what: '12 licences',
  from: '2026-10-12',
  to: null,
  subscription: '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
}

export function previewOf(template: string, { product, what, from, to, subscription }: LineExample): string {
  const text = to === null ? template.replaceAll('{from} to {to}', 'from {from}') : template
  const filled: Readonly<Record<string, string>> = {
    '{product}': product,
    '{what}': what,
    '{from}': from,
    '{to}': to ?? 'further notice',
    '{subscription}': subscription,
  }
  return text.replace(/\{[a-z]+\}/g, (word) => filled[word] ?? word)
}
