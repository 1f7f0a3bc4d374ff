import type { Asker, Context } from '../src/context.ts'
import type { Message } from '../src/messages/message.ts'

/** What a button in a message does, by the name it carries. */
export function actions(_ctx: Context): Readonly<
  Record<
    string,
    {
      roles: Asker['roles']
      run(click: { asker: Asker; name: string; value: string }): Promise<Message | null>
    }
  >
> {
  return {}
}
