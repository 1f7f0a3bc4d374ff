import type { Usage } from '../../src/command.ts'
import { nearest, oneLine, unquoted } from '../../src/lib/text.ts'
import type { Locale } from '../../src/report/words/locale.ts'

/** The one that is meant by an id, a name, or the only name that holds what was typed. */
export function findMerchant<M extends { readonly id: string; readonly name: string }>(
  all: readonly M[],
  typed: string,
  { words: { merchant: said } }: Pick<Locale, 'words'>,
): M | Usage {
  const wanted = unquoted(typed.replace(/^merchant\s*=\s*/iu, ''))
    .trim()
    .toLowerCase()
  const shown = oneLine(typed, 60)
  const ways: readonly ((one: M) => boolean)[] = [
    ({ id }) => id.toLowerCase() === wanted,
    ({ name }) => name.toLowerCase() === wanted,
    ({ id, name }) => [id, name].some((one) => one.toLowerCase().includes(wanted)),
  ]
  for (const isMeant of ways) {
    const found = all.filter(isMeant)
    const [only] = found
    if (only && found.length === 1) return only
    if (found.length > 1)
      return { kind: 'usage', because: said.several(shown, found.slice(0, 6).map(called)), asksBack: true }
  }
  const near = nearest(
    typed,
    all.flatMap(({ id, name }) => [name, id]),
  )
  return {
    kind: 'usage',
    because: said.notFound(shown),
    ...(near !== null && { didYouMean: `/merchant ${near}` }),
  }
}

function called({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === id ? id : `${name} (${id})`
}
