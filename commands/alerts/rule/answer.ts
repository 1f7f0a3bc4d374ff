import type { Asker, Usage } from '../../../src/command.ts'
import type { Context } from '../../../src/context.ts'
import type { Message } from '../../../src/messages/message.ts'
import { draftRule } from './draft.ts'
import { actOnRule, listRules, showRule } from './manage.ts'
import type { RuleQuestion } from './question.ts'

export async function answerRule(
  ctx: Pick<Context, 'lake' | 'state' | 'sources' | 'clock' | 'config'>,
  asked: RuleQuestion,
  asker: Asker,
): Promise<Message | Usage> {
  switch (asked.kind) {
    case 'rules':
      return listRules(ctx)
    case 'rule':
      return showRule(ctx, asked.number)
    case 'rule-act':
      return actOnRule(ctx, asked, asker)
    case 'rule-draft':
      return draftRule(ctx, asked, asker)
  }
}
