// Which addresses are accepted, in words beside the field. The backend has the last word.

// As the backend tells it: a literal loopback address, no name that may lead elsewhere.
const LOOPBACK = /^(http:\/\/)?(127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/.*)?$/i

export function addressWords(address: string): string {
  return LOOPBACK.test(address.trim())
    ? 'This machine’s own address: http is accepted. Elsewhere only https is.'
    : 'Only https is accepted.'
}
