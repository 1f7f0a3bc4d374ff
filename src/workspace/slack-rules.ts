import { z } from 'zod'
import { isJson } from './json.ts'
import type { Json } from './memory.ts'

/** What Slack documents of blocks, as far as the bot could break it. Its own word for all of it is `invalid_blocks`. */
const MOST_BLOCKS = 50
const MOST_CHARACTERS_OF_TABLES = 20_000

const words = (limit: number) => z.looseObject({ text: z.string().min(1).max(limit) })
const cell = z.looseObject({ type: z.enum(['raw_text', 'raw_number', 'rich_text']) })
const point = z.object({ label: z.string().max(20), value: z.number() })
const series = z.object({ name: z.string().min(1).max(20), data: z.array(point).max(20) })

const charted = z
  .looseObject({
    type: z.enum(['line', 'bar', 'area']),
    series: z.array(series).min(1).max(12),
    axis_config: z.looseObject({ categories: z.array(z.string().max(20)).min(1).max(20) }),
  })
  .refine(({ series: all, axis_config: { categories } }) =>
    all.every(({ data }) => sameLabels(data, categories)),
  )

/** Every series has exactly one point for every category: Slack takes no gaps. */
function sameLabels(data: readonly { label: string }[], categories: readonly string[]): boolean {
  const labels = new Set(data.map(({ label }) => label))
  return (
    labels.size === data.length && data.length === categories.length && categories.every((c) => labels.has(c))
  )
}

const pie = z.looseObject({ type: z.literal('pie'), segments: z.array(point).min(1).max(20) })
const any = z.looseObject({})

const SHAPES: Readonly<Record<string, z.ZodType>> = {
  header: z.looseObject({ text: words(150) }),
  section: z
    .looseObject({ text: words(3000).optional(), fields: z.array(words(2000)).min(1).max(10).optional() })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined),
  context: z.looseObject({ elements: z.array(any).min(1).max(10) }),
  actions: z.looseObject({ elements: z.array(any).min(1).max(25) }),
  rich_text: z.looseObject({ elements: z.array(any).min(1) }),
  data_visualization: z.looseObject({ title: z.string().max(50).optional(), chart: z.union([charted, pie]) }),
  data_table: z.looseObject({
    caption: z.string().min(1),
    rows: z.array(z.array(cell).max(20)).min(1).max(201),
  }),
  divider: any,
  image: any,
  input: any,
  markdown: any,
  table: any,
  video: any,
  file: any,
  alert: any,
  card: any,
  carousel: any,
  container: any,
  context_actions: any,
}

/** `invalid_blocks`, or null where Slack would take them. */
export function faultOf(blocks: readonly Json[], most = MOST_BLOCKS): 'invalid_blocks' | null {
  if (blocks.length > most) return 'invalid_blocks'
  const isFine = blocks.every((block) => SHAPES[String(block.type)]?.safeParse(block).success ?? false)
  const tables = blocks.filter(({ type }) => type === 'data_table')
  const characters = tables.reduce((sum, { rows }) => sum + charactersIn(rows), 0)
  return isFine && characters <= MOST_CHARACTERS_OF_TABLES ? null : 'invalid_blocks'
}

function charactersIn(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + charactersIn(one), 0)
  if (!isJson(part)) return 0
  const own = typeof part.text === 'string' ? part.text.length : charactersIn(part.text)
  return own + charactersIn(part.elements)
}
