// Time zones by name, narrowed as one types, with how far from UTC each is now. Which there are is
// the backend's to say.
import type { ComboOption } from '../../components/ComboSearch'
import type { Found } from '../../hooks/useSearchList'

const MOST = 50

const shown = (zone: string) => zone.replaceAll('_', ' ')

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

export function narrowZones(zones: readonly string[], text: string): Found<string> {
  const words = folded(text)
    .split(/[\s/_]+/)
    .filter(Boolean)
  const rows = zones.filter((zone) => words.every((word) => folded(zone).includes(word)))
  return { rows: rows.slice(0, MOST), total: rows.length }
}

/** `UTC+02:00` at this moment; none for a zone that the window does not know. */
export function offsetOf(zone: string, now: Date = new Date()): string | undefined {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    const part = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')
    return part?.value === 'GMT' ? 'UTC+00:00' : part?.value.replace('GMT', 'UTC')
  } catch {
    return undefined
  }
}

export function zoneOption(zone: string): ComboOption {
  const offset = zone === 'UTC' ? undefined : offsetOf(zone)
  return { id: zone, label: shown(zone), secondary: offset ? `${offset} now` : undefined }
}
