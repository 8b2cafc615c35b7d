// C3's token address from a tenant id and back: the same address in Microsoft's sign-in service,
// with the tenant in its path.

const BEFORE = 'https://login.microsoftonline.com/'
const AFTER = '/oauth2/token'

export function addressOf(tenant: string): string {
  return tenant.trim() === '' ? '' : `${BEFORE}${tenant.trim()}${AFTER}`
}

/** The tenant of an address; none where it is another service's. */
export function tenantOf(address: string): string | null {
  const text = address.trim()
  if (!text.startsWith(BEFORE) || !text.endsWith(AFTER)) return null
  const tenant = text.slice(BEFORE.length, -AFTER.length)
  return tenant === '' || tenant.includes('/') ? null : tenant
}
