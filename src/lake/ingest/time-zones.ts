import { text } from '../engine/duckdb.ts'

/** Words for an offset that mean one thing wherever they are written. */
const OFFSETS: Readonly<Record<string, string>> = {
  z: '+00:00',
  utc: '+00:00',
  gmt: '+00:00',
  ut: '+00:00',
  wet: '+00:00',
  west: '+01:00',
  cet: '+01:00',
  mez: '+01:00',
  cest: '+02:00',
  mesz: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  brt: '-03:00',
  edt: '-04:00',
  cdt: '-05:00',
  mdt: '-06:00',
  mst: '-07:00',
  pdt: '-07:00',
  pst: '-08:00',
  akst: '-09:00',
  akdt: '-08:00',
  hst: '-10:00',
  jst: '+09:00',
  kst: '+09:00',
  hkt: '+08:00',
  sgt: '+08:00',
  awst: '+08:00',
  acst: '+09:30',
  acdt: '+10:30',
  aest: '+10:00',
  aedt: '+11:00',
  nzst: '+12:00',
  nzdt: '+13:00',
  sast: '+02:00',
}

/** Words that mean another offset elsewhere: only the source's own zone says which. */
const BY_ZONE: readonly (readonly [word: string, zone: RegExp, offset: string])[] = [
  ['est', /^(America\/|US\/|UTC$|Etc\/|GMT$|EST|Europe\/|Africa\/)/, '-05:00'],
  ['est', /^Australia\//, '+10:00'],
  ['edt', /^Australia\//, '+11:00'],
  ['cst', /^(America\/(?!Havana)|US\/|CST)/, '-06:00'],
  ['cst', /^Asia\/(Shanghai|Taipei|Macau|Chongqing|Harbin|Urumqi)$/, '+08:00'],
  ['cdt', /^Asia\//, '+09:00'],
  ['ist', /^Asia\/(Kolkata|Calcutta)$/, '+05:30'],
  ['ist', /^Europe\/Dublin$/, '+01:00'],
  ['ist', /^Asia\/(Jerusalem|Tel_Aviv)$/, '+02:00'],
  ['bst', /^Europe\/(London|Belfast|Jersey|Guernsey|Isle_of_Man)$|^GB/, '+01:00'],
  ['ast', /^America\//, '-04:00'],
  ['adt', /^America\//, '-03:00'],
]

/** The zones of which the source's own is one decide first. */
function offsetsIn(zone: string): Readonly<Record<string, string>> {
  const own = BY_ZONE.filter(([, where]) => where.test(zone)).map(([word, , offset]) => [word, offset])
  return { ...OFFSETS, ...Object.fromEntries(own) }
}

/**
 * What stands behind a time as an offset, `+01:00`; '' where nothing does. A word that is not known, or means several
 * offsets, is null, so that its row is refused: dropped it would move the time in silence.
 */
export function offsetText(word: string, zone: string): string {
  const cases = Object.entries(offsetsIn(zone)).map(
    ([known, offset]) => `when ${text(known)} then ${text(offset)}`,
  )
  const digits = `regexp_extract(${word}, '^(?:utc|gmt)?([+-])([0-9]{1,2}):?([0-9]{2})?$', ['s', 'h', 'm'])`
  return `case ${word} when '' then '' ${cases.join(' ')}
    else case when regexp_full_match(${word}, '(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?')
      then ${digits}.s || lpad(${digits}.h, 2, '0') || ':' || coalesce(nullif(${digits}.m, ''), '00') end end`
}
