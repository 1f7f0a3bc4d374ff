import { isBeside } from './calendar.ts'

/** Time zones of the markets that shops sell in, by country: a shop says its zone, hardly one its country. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  AE: ['Asia/Dubai'],
  AR: ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires'],
  AT: ['Europe/Vienna'],
  AU: [
    'Australia/Sydney',
    'Australia/Melbourne',
    'Australia/Brisbane',
    'Australia/Perth',
    'Australia/Adelaide',
  ],
  BD: ['Asia/Dhaka'],
  BE: ['Europe/Brussels'],
  BR: ['America/Sao_Paulo', 'America/Fortaleza', 'America/Recife', 'America/Bahia', 'America/Manaus'],
  CA: ['America/Toronto', 'America/Vancouver', 'America/Montreal', 'America/Edmonton', 'America/Winnipeg'],
  CH: ['Europe/Zurich'],
  CL: ['America/Santiago'],
  CN: ['Asia/Shanghai', 'Asia/Chongqing', 'Asia/Urumqi', 'PRC'],
  CO: ['America/Bogota'],
  CZ: ['Europe/Prague'],
  DE: ['Europe/Berlin'],
  DK: ['Europe/Copenhagen'],
  EG: ['Africa/Cairo'],
  ES: ['Europe/Madrid'],
  FI: ['Europe/Helsinki'],
  FR: ['Europe/Paris'],
  GB: ['Europe/London'],
  GR: ['Europe/Athens'],
  HK: ['Asia/Hong_Kong'],
  HU: ['Europe/Budapest'],
  ID: ['Asia/Jakarta', 'Asia/Makassar'],
  IE: ['Europe/Dublin'],
  IN: ['Asia/Kolkata', 'Asia/Calcutta'],
  IT: ['Europe/Rome'],
  JP: ['Asia/Tokyo'],
  KE: ['Africa/Nairobi'],
  KR: ['Asia/Seoul'],
  MX: ['America/Mexico_City', 'America/Monterrey', 'America/Tijuana'],
  MY: ['Asia/Kuala_Lumpur'],
  NG: ['Africa/Lagos'],
  NL: ['Europe/Amsterdam'],
  NO: ['Europe/Oslo'],
  NZ: ['Pacific/Auckland'],
  PE: ['America/Lima'],
  PH: ['Asia/Manila'],
  PK: ['Asia/Karachi'],
  PL: ['Europe/Warsaw'],
  PT: ['Europe/Lisbon'],
  RO: ['Europe/Bucharest'],
  RU: ['Europe/Moscow'],
  SA: ['Asia/Riyadh'],
  SE: ['Europe/Stockholm'],
  SG: ['Asia/Singapore'],
  TH: ['Asia/Bangkok'],
  TR: ['Europe/Istanbul'],
  TW: ['Asia/Taipei'],
  UA: ['Europe/Kyiv', 'Europe/Kiev'],
  US: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Phoenix'],
  VN: ['Asia/Ho_Chi_Minh', 'Asia/Saigon'],
  ZA: ['Africa/Johannesburg'],
}

const COUNTRY_OF = new Map(
  Object.entries(ZONES).flatMap(([country, zones]) => zones.map((zone) => [zone, country])),
)

/** The country of a shop by its time zone, ISO 3166: `countryOf('America/Sao_Paulo')` is `BR`; null of UTC and unknown ones. */
export function countryOf(zone: string): string | null {
  return COUNTRY_OF.get(zone) ?? null
}

const EAST_ASIA = new Set(['CN', 'HK', 'TW', 'SG', 'MY', 'TH', 'VN', 'ID', 'PH'])
const MUSLIM = new Set(['AE', 'SA', 'EG', 'TR', 'PK', 'BD', 'ID', 'MY', 'NG'])
const ORTHODOX = new Set(['RU', 'UA', 'GR', 'RO'])

/** The names (calendar.ts) of sales and feasts that shops of a country know without a public holiday. */
export function commercialDays(country: string): ReadonlySet<string> {
  const isChina = country === 'CN'
  return new Set([
    ...(isChina ? [] : ['Black Friday', 'Cyber Monday', "Valentine's Day"]),
    ...(EAST_ASIA.has(country) ? ['Double 11', 'Double 12', '618'] : []),
    ...(EAST_ASIA.has(country) || country === 'KR' ? ['Lunar New Year'] : []),
    ...(MUSLIM.has(country) ? ['Ramadan begins', 'Eid al-Fitr', 'Eid al-Adha'] : []),
    ...(isChina || MUSLIM.has(country) || ORTHODOX.has(country) ? [] : ['Christmas Eve']),
    ...(isChina ? [] : ["New Year's Eve"]),
    ...(country === 'IN' ? ['Diwali'] : []),
    ...(country === 'US' ? ['Super Bowl', 'Halloween'] : []),
    ...(country === 'BR' ? ['Carnival'] : []),
    ...(country === 'CN' ? ['National Day of China'] : []),
    ...(['US', 'CA', 'AU', 'NZ', 'DE', 'AT', 'CH', 'BR', 'IT', 'JP', 'MX'].includes(country)
      ? ["Mother's Day"]
      : []),
  ])
}

/** Sales and feasts that move trade by themselves: what one brings says nothing of the next, as public holidays do of each other. */
const OF_TRADE =
  /^(?:Black Friday|Cyber Monday|Double 1[12]|618|Valentine's Day|Mother's Day|Father's Day|Halloween|Super Bowl|Diwali|Ramadan begins|Eid al-\w+|Lunar New Year|National Day of China|Carnival|Christmas \w+|Boxing Day|New Year's Eve|Between the years)/
const BESIDE = / ([+−])1$/

/** What a public holiday has in common with others: the day itself, the one before, the one after. Null of all other days. */
export function kinOf(name: string): string | null {
  if (OF_TRADE.test(name) || / [+−](?!1$)/.test(name)) return null
  return BESIDE.exec(name)?.[1] ?? 'on'
}

/** spans around a holiday (country-days.ts) */
const AROUND = /^(?:Between the years|After New Year|Week before Christmas)$/

/** Whether a day is the feast or the sale, not one beside it. */
export function isDayItself(name: string): boolean {
  return !isBeside(name) && !AROUND.test(name)
}
