import { z } from 'zod'

const thread = { channel_id: z.string().min(1), thread_ts: z.string().regex(/^\d+\.\d+$/) }
const question = z.strictObject({ title: z.string().min(1), message: z.string().min(1) })
/** form bodies carry lists as JSON */
const list = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (typeof given === 'string' ? JSON.parse(given) : given), of)

/** What Slack's reference asks of the calls of an assistant's thread. */
const CALLS: Readonly<Record<string, z.ZodType>> = {
  'assistant.threads.setStatus': z.looseObject({
    ...thread,
    status: z.string(),
    loading_messages: list(z.array(z.string().min(1)).max(10)).optional(),
  }),
  'assistant.threads.setSuggestedPrompts': z.looseObject({
    ...thread,
    title: z.string().optional(),
    prompts: list(z.array(question).min(1).max(4)),
  }),
  'assistant.threads.setTitle': z.looseObject({ ...thread, title: z.string().min(1) }),
}

/** Whether Slack would refuse the arguments; false for every other method. */
export function hasWrongArguments(method: string, sent: unknown): boolean {
  const shape = CALLS[method]
  return shape !== undefined && !shape.safeParse(sent).success
}
