// ConnectWise's cloud regions by the host that people see when they sign in. What else is entered
// is a host of one's own; whether it is right is for the backend to say.
import type { ConnectWiseForm } from '../../bindings'
import type { SelectOption } from '../../components/SelectField'

export const OWN = 'own'

export const SITES: ReadonlyArray<SelectOption<string>> = [
  { value: 'na.myconnectwise.net', label: 'North America', description: 'na.myconnectwise.net' },
  { value: 'eu.myconnectwise.net', label: 'Europe', description: 'eu.myconnectwise.net' },
  { value: 'au.myconnectwise.net', label: 'Australia', description: 'au.myconnectwise.net' },
  { value: 'za.myconnectwise.net', label: 'South Africa', description: 'za.myconnectwise.net' },
  { value: 'staging.connectwisedev.com', label: 'Staging', description: 'staging.connectwisedev.com' },
  { value: OWN, label: 'Own host', description: 'A server of your own, or another address' },
]

/** The choice that a saved site stands for. */
export function choiceOf(site: string): string | null {
  if (site === '') return null
  return SITES.some(({ value }) => value === site) ? site : OWN
}

export const EMPTY_FORM: ConnectWiseForm = { site: '', company: '', public_key: '', client_id: '' }

export function isSameForm<F extends object>(one: F | null, other: F): boolean {
  if (one === null) return false
  // The backend tells the fields in an order of its own.
  const texts = (form: F) =>
    JSON.stringify(
      Object.entries(form)
        .map(([name, text]) => [name, trimmed(text)])
        .sort(),
    )
  return texts(one) === texts(other)
}

function trimmed(text: unknown): string {
  return typeof text === 'string' ? text.trim() : ''
}
