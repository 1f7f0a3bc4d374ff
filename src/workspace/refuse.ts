import { listOf, parsed } from './json.ts'
import type { Json } from './memory.ts'
import { hasWrongArguments } from './rules/assistant.ts'
import { faultsIn, faultsInView, refusal } from './slack-rules.ts'

const POSTS = /^chat\.(postMessage|postEphemeral|update|scheduleMessage)$/
const VIEWS = /^views\.(open|push|publish|update)$/

/** What Slack answers to a call instead of doing it, by the rules of its reference; null where it does it. */
export function refusedCall(method: string, sent: Json): Readonly<Record<string, unknown>> | null {
  if (method === 'blocks.validate') return validated(sent)
  if (hasWrongArguments(method, sent)) return refusal('invalid_arguments', [])
  if (POSTS.test(method)) {
    const blocks = listOf(sent.blocks)
    const hasText = typeof sent.text === 'string' && sent.text !== ''
    if (!hasText && blocks.length === 0 && sent.attachments === undefined) return refusal('no_text', [])
    const faults = faultsIn(blocks)
    return faults.length === 0 ? null : refusal('invalid_blocks', faults)
  }
  if (!VIEWS.test(method)) return null
  const faults = faultsInView(viewOf(sent))
  return faults.length === 0 ? null : refusal('invalid_arguments', faults)
}

/** The method that says whether a payload would be taken, and does nothing. */
function validated(sent: Json): Readonly<Record<string, unknown>> {
  if (sent.view !== undefined) {
    const faults = faultsInView(viewOf(sent))
    return faults.length === 0 ? { ok: true } : refusal('invalid_view', faults)
  }
  const blocks =
    sent.message === undefined ? listOf(sent.blocks) : listOf(parsed(asText(sent.message)).blocks)
  const faults = faultsIn(blocks)
  return faults.length === 0 ? { ok: true } : refusal('invalid_blocks', faults)
}

function viewOf({ view }: Json): Json {
  return parsed(asText(view))
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? {}))
