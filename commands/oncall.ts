import { type Command, READERS } from '../src/command.ts'
import { type OnCallQuestion, parseOnCall } from './oncall/question.ts'
import { showOnCall } from './oncall/show.ts'
import { swapOnCall } from './oncall/swap.ts'

export const oncall: Command<OnCallQuestion> = {
  name: '/oncall',
  usage: '/oncall | /oncall swap <schedule> <@who|me> [from <when>] until <when>',
  about: 'Who is on call now, until when and who is next; who takes a time over.',
  examples: ['/oncall', '/oncall swap shop @ben until tomorrow 09:00'],
  roles: READERS,
  parse: parseOnCall,
  async answer(ctx, question, asker) {
    return question.kind === 'show' ? showOnCall(ctx) : swapOnCall(ctx, question, asker)
  },
}
