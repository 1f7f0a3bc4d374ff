import { z } from 'zod'
import { toPlainText } from '../../src/messages/plain-text.ts'
import type { State } from '../../src/state/database/state.ts'
import { type Deliver, deliverInto } from '../../src/state/messages/deliver.ts'
import { enqueue } from '../../src/state/messages/outbox.ts'
import { type Content, readContent, writeContent } from '../../src/state/messages/outbox-format.ts'
import { type Traced, UNTRACED } from '../../src/tracing/traced.ts'

/** The door of the running bot: what the relay could not read fails where it is said. */
export function outboxDoor(clock: { now(): Date }, traced: Traced = UNTRACED): Deliver {
  return deliverInto(async (trx, row) => {
    readContent(row.content)
    await enqueue(trx, { ...row, trace: traced.current() }, clock.now())
  })
}

/** A message of some words, as the outbox keeps it. */
export function wordsAsContent(text: string): string {
  return writeContent({ kind: 'message', message: { text, blocks: [] } })
}

export interface Posted {
  readonly key: string
  readonly channel: string
  /** 1 when it was said once, one more for each edit */
  readonly revision: number
  /** null when it is no reply and no file of another */
  readonly parentKey: string | null
  readonly content: Content
  /** as a terminal shows it; of a file what it holds */
  readonly text: string
}

const row = z.object({
  key: z.string(),
  channel: z.string(),
  revision: z.number(),
  parent_key: z.string().nullable(),
  content: z.string(),
})

/** What the relay reads, the oldest first. Throws at what it could not read. */
export async function allPosted(state: Pick<State, 'read'>): Promise<Posted[]> {
  const rows = z.array(row).parse(await state.read('outbox').orderBy('id'))
  return rows.map(({ key, channel, revision, parent_key, content: json }) => {
    const content = readContent(json)
    const text = content.kind === 'file' ? content.file.content : toPlainText(content.message)
    return { key, channel, revision, parentKey: parent_key, content, text }
  })
}

/** The messages of the channel itself, without their replies and files. */
export async function posted(state: Pick<State, 'read'>): Promise<Posted[]> {
  return (await allPosted(state)).filter(({ parentKey }) => parentKey === null)
}
