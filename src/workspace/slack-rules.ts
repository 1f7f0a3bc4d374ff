import { z } from 'zod'
import { isJson, listOf } from './json.ts'
import type { Json } from './memory.ts'
import { dataTable, dataVisualization } from './rules/data.ts'
import { anyText, id, imageBlock, imageElement, input, plainText, pressable, richText } from './rules/text.ts'

/** What Slack's public reference says of blocks, as strictly as it says it. Not of blocks the bot never makes. */
type Surface = 'message' | 'modal' | 'home'
const MOST_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }
const MOST_CHARTS = 2
const MOST_CHARACTERS_OF_TABLES = 20_000
const MOST_CHARACTERS_OF_MARKDOWN = 12_000
const OF_MESSAGES = new Set(['data_visualization', 'data_table', 'table', 'markdown', 'context_actions'])

const block = { block_id: id.optional() }
const loose = z.looseObject(block)

const SHAPES: Readonly<Record<string, z.ZodType>> = {
  header: z.strictObject({ type: z.string(), ...block, text: plainText(150) }),
  section: z
    .strictObject({
      type: z.string(),
      ...block,
      text: anyText(3000).optional(),
      fields: z.array(anyText(2000)).min(1).max(10).optional(),
      accessory: z.union([imageElement, pressable]).optional(),
      expand: z.boolean().optional(),
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'needs text or fields'),
  context: z.strictObject({
    type: z.string(),
    ...block,
    elements: z
      .array(z.union([anyText(3000), imageElement]))
      .min(1)
      .max(10),
  }),
  actions: z.strictObject({ type: z.string(), ...block, elements: z.array(pressable).min(1).max(25) }),
  rich_text: richText,
  data_visualization: dataVisualization,
  data_table: dataTable,
  divider: z.strictObject({ type: z.string(), ...block }),
  image: imageBlock,
  input: z.strictObject({
    type: z.string(),
    ...block,
    label: plainText(2000),
    hint: plainText(2000).optional(),
    element: input,
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  markdown: z.looseObject({ ...block, text: z.string().min(1).max(MOST_CHARACTERS_OF_MARKDOWN) }),
  table: loose,
  video: loose,
  file: loose,
  alert: loose,
  card: loose,
  carousel: loose,
  container: loose,
  context_actions: loose,
}

export interface BlockFault {
  /** a JSON pointer into what was sent */
  readonly pointer: string
  readonly message: string
}

/** Where and why Slack would refuse these blocks; empty where it would take them. */
export function faultsIn(blocks: readonly Json[], surface: Surface = 'message'): readonly BlockFault[] {
  return [...blocks.flatMap((one, at) => ofBlock(one, at, surface)), ...together(blocks, surface)]
}

/** Slack's own word for all of it, or null. */
export function faultOf(blocks: readonly Json[]): 'invalid_blocks' | null {
  return faultsIn(blocks).length === 0 ? null : 'invalid_blocks'
}

const view = z.looseObject({
  type: z.enum(['modal', 'home']),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
})
const modal = z.looseObject({
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
})

export function faultsInView(given: Json): readonly BlockFault[] {
  const read = view.safeParse(given)
  if (!read.success) return issues(read.error, '')
  const blocks = listOf(given.blocks)
  const window = given.type === 'modal' ? modal.safeParse(given) : null
  const needsSubmit = blocks.some(({ type }) => type === 'input') && given.submit === undefined
  return [
    ...(window?.success === false ? issues(window.error, '') : []),
    ...(given.type === 'modal' && needsSubmit
      ? [{ pointer: '/submit', message: 'is needed where there is an input' }]
      : []),
    ...faultsIn(blocks, given.type === 'modal' ? 'modal' : 'home'),
  ]
}

function ofBlock(one: Json, at: number, surface: Surface): readonly BlockFault[] {
  const pointer = `/blocks/${at}`
  const type = String(one.type)
  const shape = SHAPES[type]
  if (!shape || (surface !== 'message' && OF_MESSAGES.has(type)))
    return [{ pointer: `${pointer}/type`, message: `unsupported type: ${type}` }]
  const read = shape.safeParse(one)
  const ids = listOf(one.elements).flatMap(({ action_id }) => (action_id === undefined ? [] : [action_id]))
  return [
    ...(read.success ? [] : issues(read.error, pointer)),
    ...(new Set(ids).size < ids.length
      ? [{ pointer: `${pointer}/elements`, message: 'action_id must be unique in a block' }]
      : []),
  ]
}

/** What no block breaks alone. */
function together(blocks: readonly Json[], surface: Surface): readonly BlockFault[] {
  const ids = blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]))
  const of = (type: string) => blocks.filter((one) => one.type === type)
  const characters = of('data_table').reduce((sum, { rows }) => sum + charactersIn(rows), 0)
  const rules: readonly (readonly [boolean, string])[] = [
    [blocks.length > MOST_BLOCKS[surface], `no more than ${MOST_BLOCKS[surface]} items allowed`],
    [new Set(ids).size < ids.length, 'block_id must be unique'],
    [of('data_visualization').length > MOST_CHARTS, `no more than ${MOST_CHARTS} charts allowed`],
    [of('table').length > 1, 'only one table allowed'],
    [characters > MOST_CHARACTERS_OF_TABLES, 'tables have too many characters'],
  ]
  return rules.flatMap(([isBroken, message]) => (isBroken ? [{ pointer: '/blocks', message }] : []))
}

function issues(error: z.ZodError, pointer: string): BlockFault[] {
  return error.issues.map(({ path, message }) => ({
    pointer: [pointer, ...path.map(String)].join('/'),
    message,
  }))
}

function charactersIn(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + charactersIn(one), 0)
  if (!isJson(part)) return 0
  const own = typeof part.text === 'string' ? part.text.length : charactersIn(part.text)
  return own + charactersIn(part.elements)
}

/** As Slack answers a call: its word, and in `response_metadata` where and why. */
export function refusal(error: string, faults: readonly BlockFault[]) {
  return {
    ok: false,
    error,
    errors: faults.map(({ message, pointer }) => ({ pointer, code: 'failed_constraint', message })),
    response_metadata: {
      messages: faults.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`),
    },
  }
}
