import { type Command, READERS } from '../src/command.ts'
import { actOn, handOver } from './subscribe/act.ts'
import { addDigest, changeDigest, copyDigest } from './subscribe/apply.ts'
import { sayHistory } from './subscribe/history.ts'
import { listDigests } from './subscribe/list.ts'
import { parseSubscribe, type SubscribeQuestion } from './subscribe/question.ts'

export const subscribe: Command<SubscribeQuestion> = {
  name: '/subscribe',
  usage:
    '/subscribe <daily|weekly|monthly|quarterly> [#channel|@who|me] [time] [zone] [days] [segment] [compact] | send|pause|resume|change|copy|hand|delete|history <number>',
  about: 'Which digests you get, where and when; what came of every one.',
  examples: [
    '/subscribe',
    '/subscribe daily me 08:00 weekdays compact',
    '/subscribe weekly #sales monday 09:00 category=Toys',
    '/subscribe history',
  ],
  roles: READERS,
  parse: parseSubscribe,
  // what a new one is of is looked at when it is made, from the form too
  segmentOf: () => 'own',
  async answer(ctx, question, asker) {
    switch (question.kind) {
      case 'list':
        return listDigests(ctx, asker)
      case 'history':
        return sayHistory(ctx, question.id, asker)
      case 'new':
        return addDigest(ctx, question.wish, asker)
      case 'change':
        return changeDigest(ctx, { id: question.id, typed: question.wish }, asker)
      case 'copy':
        return copyDigest(ctx, { id: question.id, typed: question.wish }, asker)
      case 'hand':
        return handOver(ctx, question, asker)
      case 'act':
        return actOn(ctx, question, asker)
    }
  },
}
