/**
 * What reads as English in a text that should not: three words in a row. Names, ids, commands and methods are shorter,
 * and what is typed after a command stays as it is typed.
 */
export function englishIn(text: string): string[] {
  const said = text.replace(/\/[a-z]+(?: [\w<>=%.|-]+)*/g, '').replace(/\[.*?\]/g, '')
  return said.match(/\b[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,}){2,}/g) ?? []
}
