// Where each key is found, step by step, in the words of the two systems' own menus. Text only.

export type HelpTopic = 'site' | 'company' | 'keys' | 'client-id' | 'role' | 'c3' | 'c3-zone'

export interface Help {
  readonly title: string
  /** Under the title; “Where to find it” when left out. */
  readonly subtitle?: string
  readonly lead: string
  readonly steps: readonly string[]
  readonly note?: string
}

export const HELP: Readonly<Record<HelpTopic, Help>> = {
  site: {
    title: 'Site',
    lead: 'It is the address at which you sign in to ConnectWise.',
    steps: [
      'Sign in to ConnectWise in the browser and look at the address.',
      'Where it begins with na, eu, au or za and ends with myconnectwise.net, choose that region.',
      'Where it is an address of your own, choose “Own host” and enter what stands between https:// and the next slash.',
    ],
  },
  company: {
    title: 'Company id',
    lead: 'ConnectWise gave it to your company when your site was set up. The guide calls it CompanyName.',
    steps: [
      'Sign out of ConnectWise. On the sign-in page it is the first field, above the user name.',
      'Enter it exactly so: capitals count.',
    ],
    note: 'Where nobody knows it, ConnectWise Support does.',
  },
  keys: {
    title: 'Public key and private key',
    lead: 'They belong together and are made in one go, for the member as whom Accord signs in.',
    steps: [
      'In ConnectWise open System, then Members.',
      'Open the API Members tab and choose the member for Accord, or create one. Its security role is all that Accord may do.',
      'Open its API Keys and press +.',
      'Write a description, such as Accord, and save.',
      'Copy both keys into Accord before you close the page.',
    ],
    note: 'The private key is shown this one time. Where it is lost, delete the pair and make a new one.',
  },
  'client-id': {
    title: 'Client id',
    lead: 'ConnectWise asks every integration for one. It is made on the developers’ site and costs nothing.',
    steps: [
      'Sign in at developer.connectwise.com.',
      'Open ClientID, then Vendor Client IDs.',
      'Press Create New Integration.',
      'Integration type: Public. Are you a contractor: true. Product: Manage. The rest is free.',
      'After saving, the client id stands under the integration’s name.',
    ],
  },
  role: {
    title: 'Security role',
    subtitle: 'Which rights are needed',
    lead: 'The role of the API member needs these rows, no more.',
    steps: [
      'In ConnectWise open System, then Security Roles, and choose the API member’s role.',
      'Companies > Company Maintenance: Inquire All.',
      'Finance > Agreements: Add All, Edit All, Inquire All. Additions belong to this row.',
      'Procurement > Product Catalog: Inquire All.',
      'System > Table Setup: Inquire All, for the billing cycles.',
      'Finance > Invoicing: Inquire All, only to show an agreement’s last invoices.',
    ],
    note: 'Delete may stay None everywhere: Accord deletes nothing.',
  },
  c3: {
    title: 'C3’s API',
    lead: 'Spektra Systems, who make C3, hand these values out to each partner on request.',
    steps: [
      'Ask Spektra’s support for API access to your CSP Control Center.',
      'You are told the API address, the tenant id or token address, a client id, a client secret and the resource; some partners get a scope as well.',
      'Copy each into Accord as it is.',
    ],
    note: 'Until you have them, subscription history can be imported as a file.',
  },
  'c3-zone': {
    title: 'C3’s time zone',
    subtitle: 'How to tell',
    lead: 'C3 writes when something changed without saying in which time zone.',
    steps: [
      'Change the quantity of a test subscription in C3 and note the time.',
      'Refresh, and compare with the time in Subscription history.',
      'Where they differ by whole hours, choose the zone that makes up for it.',
    ],
    note: 'Leave UTC where you do not know. A wrong zone can move a change made near midnight to another day.',
  },
}
