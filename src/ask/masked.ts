/** Text of which parts have been understood: those are blotted out, so that nothing is read twice. */
export interface Match {
  readonly at: number
  readonly end: number
  readonly said: string
  readonly groups: readonly (string | undefined)[]
}

export const BLOT = '\uE000'
/** in place of words that only ask */
export const CUE = '\uE001'
/** before and after a term in letters no other letter or digit may stand; Chinese is written without gaps */
const BEFORE = '(?<![\\p{Script=Latin}\\p{N}_-])'
const AFTER = '(?![\\p{Script=Latin}\\p{N}_])'

const compiled = new Map<string, RegExp>()

/** The lexicon's patterns are many and each is read again with every question: compiled once. */
function pattern(source: string): RegExp {
  const known = compiled.get(source) ?? new RegExp(source, 'giu')
  compiled.set(source, known)
  return known
}

/** A pattern as whole words, where it is in letters. */
export function wholeWords(source: string): RegExp {
  return pattern(`${BEFORE}(?:${source})${AFTER}`)
}

/** A pattern of a script without gaps. */
export function anywhere(source: string): RegExp {
  return pattern(source)
}

export function matchesIn(text: string, pattern: RegExp): Match[] {
  return [...text.matchAll(pattern)].map((found) => ({
    at: found.index,
    end: found.index + found[0].length,
    said: found[0],
    groups: found.slice(1),
  }))
}

export function blot(text: string, match: Pick<Match, 'at' | 'end'>): string {
  return covered(text, match, BLOT)
}

function covered(text: string, { at, end }: Pick<Match, 'at' | 'end'>, sign: string): string {
  return text.slice(0, at) + sign.repeat(end - at) + text.slice(end)
}

/** The same but for what its groups have taken: that has yet to be read. */
export function blotAround(text: string, match: Match): string {
  let rest = blot(text, match)
  for (const group of match.groups) {
    const at = group ? text.indexOf(group, match.at) : -1
    if (group && at >= 0) rest = rest.slice(0, at) + group + rest.slice(at + group.length)
  }
  return rest
}

/** Blots out every match; says whether there was one. */
export function strike(text: string, pattern: RegExp): { readonly text: string; readonly found: Match[] } {
  const found = matchesIn(text, pattern)
  return { text: found.reduce(blot, text), found }
}

/** The same for words that ask and say nothing of what is asked. */
export function strikeCues(text: string, pattern: RegExp): string {
  return matchesIn(text, pattern).reduce((rest, match) => covered(rest, match, CUE), text)
}
