import { z } from 'zod'

/** What people should know of a pass that went well all the same. */
const note = z.discriminatedUnion('kind', [
  /** it took as long as one run may, and goes on at the next */
  z.object({ kind: z.literal('stopped'), pages: z.number() }),
  /** a page or a place came a second time: no further was read */
  z.object({ kind: z.literal('goes-round') }),
  /** what it says of its sales is another since then */
  z.object({ kind: z.literal('sales-changed'), since: z.string() }),
  /** parts of some elements could not be read: they are rejected, and asked for again */
  z.object({
    kind: z.literal('left-out'),
    part: z.enum(['refunds', 'variations', 'children']),
    count: z.number(),
    example: z.string(),
  }),
])
export type SourceNote = z.output<typeof note>

const notes = z.array(note)

export const writeNotes = (said: readonly SourceNote[]) => (said.length > 0 ? JSON.stringify(said) : null)

/** What another release wrote and this one does not know is not shown. */
export function readNotes(text: string | null): readonly SourceNote[] {
  if (text === null) return []
  const { data = [] } = z.array(z.unknown()).safeParse(JSON.parse(text))
  return data.flatMap((one) => notes.safeParse([one]).data ?? [])
}
