import { z } from 'zod'
import { option } from './text.ts'

const offered = z.object({ options: z.array(option).max(100) })

/** The lines of a menu as the bot answers for them; null where Slack would show an error in its place. */
export function optionsIn(
  answer: unknown,
): readonly { readonly label: string; readonly value: string }[] | null {
  const read = offered.safeParse(answer)
  return read.success ? read.data.options.map(({ text, value }) => ({ label: text.text, value })) : null
}
