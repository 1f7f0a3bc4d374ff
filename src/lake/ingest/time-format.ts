/** In which order a date names its parts, where its digits do not show it. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** What a mapping may say of a column of times: an order, or what a bare number counts. */
export type TimeFormat =
  | { readonly order: DateOrder }
  | { readonly counts: 's' | 'ms' | 'us' | 'ns' | 'excel' }
  | { readonly plain: true }

const NAMED: Readonly<Record<string, TimeFormat>> = {
  iso: { plain: true },
  'rfc 2822': { plain: true },
  rfc2822: { plain: true },
  epoch: { counts: 's' },
  s: { counts: 's' },
  seconds: { counts: 's' },
  'epoch s': { counts: 's' },
  ms: { counts: 'ms' },
  milliseconds: { counts: 'ms' },
  'epoch ms': { counts: 'ms' },
  us: { counts: 'us' },
  microseconds: { counts: 'us' },
  'epoch us': { counts: 'us' },
  ns: { counts: 'ns' },
  'epoch ns': { counts: 'ns' },
  excel: { counts: 'excel' },
}

/** `dd.mm.yyyy`, `m/d/Y h:mm AM`, `epoch ms`, `excel`, `iso`; null when it says none. What stands for the hours is seen. */
export function timeFormat(said: string): TimeFormat | null {
  const name = said.trim().toLowerCase().replaceAll('-', ' ')
  const named = NAMED[name]
  if (named) return named
  const date = said.trim().replace(/%/g, '').split(/h/i)[0]?.toLowerCase() ?? ''
  const letters = (date.match(/y+|m+|d+/g) ?? []).slice(0, 3).map((part) => part.charAt(0))
  const order = letters.join('')
  if (order === 'dmy' || order === 'mdy' || order === 'ymd') return { order }
  return null
}
