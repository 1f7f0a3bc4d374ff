import { nearest } from './text.ts'

export interface Misspelt {
  readonly name: string
  /** so near to a known name that it can mean nothing else */
  readonly isSure: boolean
  /** that name; otherwise those that begin alike */
  readonly known: readonly string[]
}

/**
 * Names that are not known and look like one that is: `SLACK_BOTTOKEN` is SLACK_BOT_TOKEN, `DIGEST_HOUR` begins like
 * DIGEST_AT. Names that share nothing with the known ones are none of our business.
 */
export function misspelt(names: readonly string[], known: readonly string[]): Misspelt[] {
  const byLetters = new Map(known.map((name) => [letters(name), name]))
  return names.flatMap((name): Misspelt[] => {
    if (known.includes(name)) return []
    const near = nearest(letters(name), byLetters.keys(), allowed(letters(name).length))
    const meant = near === null ? undefined : byLetters.get(near)
    if (meant !== undefined) return [{ name, isSure: true, known: [meant] }]
    const alike = known.filter((one) => OURS.includes(first(one)) && first(one) === first(name))
    return alike.length === 0 ? [] : [{ name, isSure: false, known: alike }]
  })
}

/** Words that begin the names of this program's variables, and few others'. */
const OURS = ['SLACK', 'DIGEST', 'WEEKLY', 'ALERT', 'SHOP', 'SHOPPER', 'EVENTS', 'CRAWLER', 'KEEP']

const letters = (name: string) => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
const first = (name: string) => name.split('_')[0] ?? ''

/** One letter in a short name: APP_PORT is not OPS_PORT. */
function allowed(length: number): number {
  return length <= 7 ? 1 : 2
}

/** `SLACK_BOTTOKEN is not a setting and has no effect. Did you mean SLACK_BOT_TOKEN?` */
export function sayMisspelt({ name, isSure, known }: Misspelt): string {
  const remedy = isSure ? `Did you mean ${known.join(' or ')}?` : `There are ${known.join(', ')}.`
  return `${name} is not a setting and has no effect. ${remedy}`
}
