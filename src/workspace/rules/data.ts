import { z } from 'zod'
import { id, richText } from './text.ts'

/** Charts and tables as Slack documents them, with the limits of autumn 2026. */
const label = z.string().min(1).max(20)
const point = z.strictObject({ label, value: z.number() })
const series = z.strictObject({ name: label, data: z.array(point).max(20) })
const axis = z.strictObject({
  categories: z.array(label).min(1).max(20),
  x_label: z.string().max(50).optional(),
  y_label: z.string().max(50).optional(),
})

const isUnique = (all: readonly string[]) => new Set(all).size === all.length

const charted = z
  .strictObject({
    type: z.enum(['line', 'bar', 'area']),
    series: z.array(series).min(1).max(12),
    axis_config: axis,
  })
  .superRefine(({ series: all, axis_config: { categories } }, context) => {
    if (!isUnique(categories)) context.addIssue({ code: 'custom', message: 'categories must be unique' })
    if (!isUnique(all.map(({ name }) => name)))
      context.addIssue({ code: 'custom', message: 'names of series must be unique' })
    for (const { name, data } of all) {
      const labels = data.map((one) => one.label)
      if (
        !isUnique(labels) ||
        labels.length !== categories.length ||
        !categories.every((c) => labels.includes(c))
      )
        context.addIssue({ code: 'custom', message: `"${name}" must have one entry for every category` })
    }
  })

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(12)
    .refine((all) => isUnique(all.map((one) => one.label)), 'labels must be unique'),
})

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: id.optional(),
  title: z.string().min(1).max(50),
  chart: z.union([charted, pie]),
})

const plainCell = z.union([
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1).optional() }),
])
const cell = z.union([plainCell, richText])

export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: id.optional(),
    caption: z.string().min(1),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).optional(),
    rows: z.array(z.array(cell).min(1).max(20)).min(2).max(201),
  })
  .superRefine(({ rows, row_header_column_index: index = 0 }, context) => {
    const [header = []] = rows
    if (rows.some((row) => row.length !== header.length))
      context.addIssue({ code: 'custom', message: 'all rows must have the same number of cells' })
    if (header.some((one) => one.type === 'rich_text'))
      context.addIssue({ code: 'custom', message: 'a header cell cannot be rich_text' })
    if (index >= header.length)
      context.addIssue({ code: 'custom', message: 'row_header_column_index is no column' })
  })
