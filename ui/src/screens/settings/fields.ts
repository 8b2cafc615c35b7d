// The fields of a history row in people's words. The backend names them as C3 does; one that is not
// listed here keeps that name.

const WORDS: Readonly<Record<string, string>> = {
  CustomerId: 'Customer id',
  CustomerName: 'Customer',
  TenantId: 'Tenant id',
  LinkedTenantName: 'Tenant',
  SubscriptionId: 'Subscription id',
  EntityName: 'Kind of owner',
  OwnerName: 'Owner',
  ProductName: 'Product',
  DateofChange: 'Date of change',
  OldQuantity: 'Old quantity',
  NewQuantity: 'New quantity',
  OldPrice: 'Old price',
  NewPrice: 'New price',
  OldStatus: 'Old status',
  NewStatus: 'New status',
  CreatedBy: 'Changed by',
}

export function fieldWord(name: string): string {
  return WORDS[name] ?? name
}

const isSame = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

/** The file's own spelling of the title that a field is taken from; none where it has no such column. */
export function titleIn(titles: readonly string[], wanted: string | undefined): string | null {
  if (wanted === undefined) return null
  return titles.find((title) => isSame(title, wanted)) ?? null
}

/** What the first rows hold in a column. */
export function samplesOf(
  titles: readonly string[],
  sample: ReadonlyArray<readonly string[]>,
  title: string | null,
): readonly string[] {
  const place = title === null ? -1 : titles.indexOf(title)
  if (place < 0) return []
  return sample.map((row) => row[place] ?? '').filter((text) => text !== '')
}
