// A time zone, found by typing a part of its name.
import { backend } from '../../backend'
import { ComboSearch } from '../../components/ComboSearch'
import type { FieldWords } from '../../components/Field'
import { narrowZones, zoneOption } from './timeZones'

export interface TimeZoneFieldProps extends FieldWords {
  readonly value: string
  readonly onChange: (zone: string) => void
  readonly isDisabled?: boolean
  readonly isUnsaved?: boolean
}

let known: Promise<string[]> | null = null

async function zones(): Promise<string[]> {
  known ??= backend.timeZones()
  try {
    return await known
  } catch (thrown) {
    known = null
    throw thrown
  }
}

export function TimeZoneField({ value, onChange, ...rest }: TimeZoneFieldProps) {
  return (
    <ComboSearch
      {...rest}
      value={value}
      option={zoneOption}
      search={async (text) => narrowZones(await zones(), text)}
      onChoose={onChange}
      hint="Zones are named by continent and city, as in Europe/Berlin."
    />
  )
}
