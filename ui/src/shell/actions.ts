// What the palette can do besides leading somewhere: each is also a button on a screen.
import type { Status } from '../bindings'
import { readable, readSystems } from './books'
import type { Router } from './router'

export interface Action {
  readonly label: string
  /** Words under which it is found as well. */
  readonly also?: string
  readonly run: () => void
}

export interface ActionWishes {
  readonly status: Pick<Status, 'connectwise' | 'c3' | 'practice'>
  readonly router: Router
  readonly onKeys: () => void
  readonly onLeavePractice: () => void
}

export function actionsFor({ status, router, onKeys, onLeavePractice }: ActionWishes): readonly Action[] {
  const what = readable(status)
  const to = (path: string, params: Readonly<Record<string, string>>) => () =>
    void router.navigate(path, params)
  const settings = (section: string) => to('settings', { section })
  return [
    ...(what
      ? [{ label: 'Refresh', also: 'read C3 ConnectWise anew', run: () => void readSystems(what) }]
      : []),
    { label: 'Show all records', also: 'runs validate export', run: to('upload', { tab: 'records' }) },
    {
      label: 'Show customers with errors',
      also: 'findings mend',
      run: to('upload', { standing: 'errors' }),
    },
    {
      label: 'Show customers with changes to upload',
      also: 'pending',
      run: to('upload', { standing: 'pending' }),
    },
    {
      label: 'Show changes that wait for a decision',
      also: 'history review accept discard',
      run: to('history', { decide: 'yes' }),
    },
    {
      label: 'Show rows that could not be read',
      also: 'unreadable history',
      run: to('history', { tab: 'unreadable' }),
    },
    { label: 'Import a history file', also: 'csv json xlsx', run: settings('import') },
    { label: 'Connect ConnectWise', also: 'settings keys', run: settings('connectwise') },
    { label: 'Connect C3', also: 'settings secret', run: settings('c3') },
    {
      label: 'Change how lines are billed',
      also: 'settings billing rounding time zone',
      run: settings('billing'),
    },
    {
      label: 'Back up, or export the mappings',
      also: 'settings data restore import',
      run: settings('data'),
    },
    {
      label: 'Change the appearance',
      also: 'settings dark light theme',
      run: settings('appearance'),
    },
    { label: 'Show the keys', also: 'shortcuts help', run: onKeys },
    ...(status.practice ? [{ label: 'Leave practice mode', also: 'sample data', run: onLeavePractice }] : []),
  ]
}
