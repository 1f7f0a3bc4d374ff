import { z } from 'zod'
import type { Columns } from '../learn/columns.ts'
import { binRows, type ColumnBins } from './bins.ts'
import { type Boosted, logitsOf } from './boost.ts'

/** Boosted trees as plain JSON: keep it, restore it, score with it, to the last bit the same. */
export interface TreesModel extends Pick<Boosted, 'base' | 'trees'> {
  readonly kind: 'trees'
  readonly stride: number
  readonly bins: readonly ColumnBins[]
  /** what puts the log odds right: times the slope, and the shift more */
  readonly slope: number
  readonly shift: number
  /** learned from */
  readonly rows: number
}

/** P(y = 1) of each row. */
export function scoreTrees(model: TreesModel, columns: Columns): Float64Array {
  const logits = logitsOf(model, binRows(model.bins, columns, model.stride))
  return logits.map((logit) => 1 / (1 + Math.exp(-(model.shift + model.slope * logit))))
}

/** The columns by what their splits gained, as shares of all; the most first. */
export function leanings({ bins, trees }: Pick<TreesModel, 'bins' | 'trees'>): {
  readonly column: string
  readonly share: number
}[] {
  const gains = bins.map(() => 0)
  for (const { columns, values } of trees)
    for (const [node, column] of columns.entries())
      if (column >= 0) gains[column] = (gains[column] ?? 0) + (values[node] ?? 0)
  const all = gains.reduce((sum, gain) => sum + gain, 0)
  return bins
    .map(({ name }, column) => ({ column: name, share: all > 0 ? (gains[column] ?? 0) / all : 0 }))
    .sort((a, b) => b.share - a.share)
}

const stored = z.object({
  kind: z.literal('trees'),
  stride: z.number(),
  bins: z.array(
    z.discriminatedUnion('kind', [
      z.object({ name: z.string(), kind: z.literal('number'), edges: z.array(z.number()) }),
      z.object({ name: z.string(), kind: z.literal('word'), words: z.array(z.string()) }),
    ]),
  ),
  base: z.number(),
  trees: z.array(
    z.object({
      columns: z.array(z.number()),
      lefts: z.array(z.array(z.number())),
      children: z.array(z.number()),
      values: z.array(z.number()),
    }),
  ),
  slope: z.number(),
  shift: z.number(),
  rows: z.number(),
})

/** A stored model back as a model, or null when the JSON is of another shape. */
export function restoreTrees(json: unknown): TreesModel | null {
  const parsed = stored.safeParse(json)
  return parsed.success ? parsed.data : null
}
