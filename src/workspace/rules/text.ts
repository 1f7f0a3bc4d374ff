import { z } from 'zod'

/** The parts that Slack's blocks are made of. Nothing beyond what is documented: Slack refuses what it does not know. */
const words = (limit: number) => z.string().min(1).max(limit)
export const plainText = (limit: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(limit), emoji: z.boolean().optional() })
const markup = (limit: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(limit), verbatim: z.boolean().optional() })
export const anyText = (limit: number) => z.union([plainText(limit), markup(limit)])
export const id = z.string().min(1).max(255)
const address = z.string().min(1).max(3000)

const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
})

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: id.optional(),
  url: address.optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
})

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id.optional(),
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
})

const numberInput = z.strictObject({
  type: z.literal('number_input'),
  action_id: id.optional(),
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
})

/** A line of a menu. */
export const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
})
const menu = {
  action_id: id.optional(),
  initial_option: option.optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
}
const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    options: z.array(option).min(1).max(100),
  })
  .refine(
    ({ options, initial_option: first }) => !first || options.some(({ value }) => value === first.value),
    'initial_option must be one of the options',
  )
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...menu,
  min_query_length: z.int().min(0).optional(),
})

/** Elements the bot does not use are taken as they are. */
const OWN = new Set(['button', 'plain_text_input', 'number_input', 'static_select', 'external_select'])
const other = z.looseObject({ type: z.string().refine((type) => !OWN.has(type)), action_id: id.optional() })
export const pressable = z.union([button, other])
export const input = z.union([textInput, numberInput, staticSelect, externalSelect, other])

const fileOf = z.union([z.strictObject({ id }), z.strictObject({ url: address })])
const picture = { image_url: address.optional(), slack_file: fileOf.optional(), alt_text: words(2000) }
const isOfOne = (image: { image_url?: unknown; slack_file?: unknown }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined)
export const imageElement = z
  .strictObject({ type: z.literal('image'), ...picture })
  .refine(isOfOne, 'needs image_url or slack_file')
export const imageBlock = z
  .strictObject({
    type: z.literal('image'),
    block_id: id.optional(),
    title: plainText(2000).optional(),
    ...picture,
  })
  .refine(isOfOne, 'needs image_url or slack_file')

const style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
  underline: z.boolean().optional(),
})
const said = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() })
const link = z.strictObject({
  type: z.literal('link'),
  url: address,
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  style: style.optional(),
})
const named = z.looseObject({
  type: z.enum(['emoji', 'user', 'channel', 'usergroup', 'date', 'broadcast', 'color', 'team']),
})
const section = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(z.union([said, link, named])),
})
const list = z.strictObject({
  type: z.literal('rich_text_list'),
  style: z.enum(['bullet', 'ordered']),
  elements: z.array(section).min(1),
  indent: z.int().min(0).max(8).optional(),
  offset: z.int().min(0).optional(),
  border: z.int().min(0).max(1).optional(),
})
const fenced = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(z.union([said, link])),
  border: z.int().min(0).max(1).optional(),
  language: z.string().optional(),
})
const quote = z.strictObject({
  type: z.literal('rich_text_quote'),
  elements: z.array(z.union([said, link, named])),
  border: z.int().min(0).max(1).optional(),
})
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: id.optional(),
  elements: z.array(z.union([section, list, fenced, quote])).min(1),
})
