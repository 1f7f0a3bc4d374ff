import type { RawTableName } from '../../lake/contract/schema.ts'
import type { Page, Source } from '../source.ts'

/** What a source says of all rows of a table, by raw column; null where it says nothing of them. */
export type Said = (table: RawTableName) => Readonly<Record<string, string>> | null

/** The same source, whose rows say so; a row that says it itself goes before. */
export function saying(source: Source, said: Said): Source {
  return {
    ...source,
    async *pages(from, clients) {
      for await (const page of source.pages(from, clients)) {
        const words = said(page.table ?? source.table)
        yield words ? withWords(page, words) : page
      }
    },
  }
}

function withWords(page: Page, said: Readonly<Record<string, string>>): Page {
  const { content } = page
  if (content.kind === 'rows') {
    const rows = content.rows.map((row) => {
      const own = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
      return { ...row, ...said, ...own }
    })
    return { ...page, content: { ...content, rows } }
  }
  const constants = Object.fromEntries(Object.entries(said).map(([name, constant]) => [name, { constant }]))
  return { ...page, content: { ...content, columns: { ...constants, ...content.columns } } }
}
