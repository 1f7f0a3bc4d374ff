import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Attachment, Block, Button, Message } from '../../messages/message.ts'

/** A message without what a terminal cannot do: buttons become the lines that do the same; files are left out. */
export function forTerminal(message: Message): Message {
  const blocks = message.blocks.flatMap(typable)
  const thread = message.thread?.map(forTerminal)
  return { text: message.text, blocks, ...(thread && { thread }) }
}

function typable(block: Block): readonly Block[] {
  if (block.kind !== 'actions') return [block]
  const lines = [...new Set(block.buttons.flatMap(linesOf))]
  return lines.length === 0 ? [] : [{ kind: 'context', spans: `To decide: ${lines.join(' · ')}` }]
}

/** Slack's buttons that are not here, such as to snooze an alert, change nothing that can be typed. */
function linesOf({ action, value }: Button): readonly string[] {
  const [id = ''] = value.split('|')
  switch (action) {
    case 'suggestion.approve':
    case 'suggestion.accept':
      return [`/actions approve ${id}`]
    case 'suggestion.edit':
      return [`/actions edit ${id} <value>`]
    case 'suggestion.skip':
      return [`/actions skip ${id}`]
    case 'suggestion.open':
      return [`/actions edit ${id} <value>`, `/actions skip ${id}`]
    default:
      return []
  }
}

/** The files of a message, written into a folder; their paths. */
export function writeFiles(message: Message, folder: string): string[] {
  const files = filesOf(message)
  if (files.length > 0) mkdirSync(folder, { recursive: true })
  return files.map(({ name, content }) => {
    const path = join(folder, name.replaceAll(/[^\w.-]+/g, '-'))
    writeFileSync(path, content)
    return path
  })
}

function filesOf({ files = [], thread = [] }: Message): Attachment[] {
  return [...files, ...thread.flatMap(filesOf)]
}
