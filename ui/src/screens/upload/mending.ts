// Where a finding's button leads. The backend says where each is mended; this only knows the way.
import type { Finding } from '../../bindings'
import type { Params } from '../../shell/router'

export type Way =
  | { readonly go: string; readonly params: Params; readonly label: string }
  | { readonly act: 'decide' | 'lift' | 'refresh' | 'resume' | 'validate'; readonly label: string }
  | { readonly say: string }
  | null

/** What the finding is about, as parameters of another screen. */
function about(finding: Finding, names: ReadonlyArray<'customer' | 'agreement' | 'subscription' | 'event'>) {
  const all = names.map((name) => [name, finding[name]] as const)
  const known = all.filter(([, value]) => value !== null)
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]))
}

export function wayOf(finding: Finding): Way {
  const isKnown = finding.agreement !== null && finding.addition !== null
  switch (finding.mending) {
    case 'mapping':
      return {
        go: 'mapping',
        params: about(finding, ['customer', 'agreement', 'subscription']),
        label: 'Product Mapping',
      }
    case 'agreement':
      return {
        go: 'mapping',
        params: { ...about(finding, ['customer', 'agreement']), terms: 'yes' },
        label: 'Agreement terms',
      }
    case 'subscription':
      if (finding.code === 'on-hold') return { act: 'lift', label: 'Lift the hold' }
      return { go: 'mapping', params: about(finding, ['customer', 'subscription']), label: 'Subscription' }
    case 'history':
      return {
        go: 'history',
        params: about(
          finding,
          finding.subscription === null ? ['customer', 'event'] : ['subscription', 'event'],
        ),
        label: 'History',
      }
    case 'unreadable':
      return { go: 'history', params: { tab: 'unreadable' }, label: 'Show the rows' }
    case 'settings':
      return { go: 'settings', params: {}, label: 'Settings' }
    case 'duplicate':
    case 'line':
      return isKnown ? { act: 'decide', label: 'Decide' } : { say: 'Mend in ConnectWise' }
    case 'refresh':
      return { act: 'refresh', label: 'Refresh' }
    case 'resume':
      return { act: 'resume', label: 'Resume' }
    case 'validate':
      return { act: 'validate', label: 'Validate again' }
    case 'in-connect-wise':
      return { say: 'Mend in ConnectWise' }
    case 'nothing':
      return null
  }
}
