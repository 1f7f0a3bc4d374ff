import { type Command, DECIDERS, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { type Decider, decide, undo } from '../src/ledger/decide.ts'
import { editOf } from '../src/ledger/edit.ts'
import { kinds } from '../src/ledger/registry.ts'
import type { Message } from '../src/messages/message.ts'
import { words } from '../src/messages/words.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { record } from '../src/state/audit.ts'
import { approveSecond } from '../src/state/suggestions/write-backs.ts'
import { idOf } from './alerts/find-alert.ts'
import { keptWith, takenFrom } from './shared/for-alert.ts'
import { approveAll } from './suggestions/approve-all.ts'
import { askAgain } from './suggestions/ask-again.ts'
import { sayDone } from './suggestions/done.ts'
import { listSuggestions } from './suggestions/list.ts'
import { answerConfidence } from './suggestions/minimum-confidence.ts'
import { showSuggestion } from './suggestions/one.ts'
import { type LedgerQuestion, ledgerQuestion } from './suggestions/question.ts'

/** What was suggested, what was decided and what came of it; and decisions by number, which no button can ask. */
export const ledger: Command<LedgerQuestion> = {
  name: '/actions',
  usage: `/actions [<no.>|open|decided|outcomes|rules] [${kinds.map(({ kind }) => kind).join('|')}] [merchant], or /actions approve <no.>... [alert <no.>] [confirm] | edit <no.> <quantity or price> | skip <no.> <reason> | undo <no.>, or /actions confidence [price|restock 85%]`,
  about:
    'What was suggested, what was decided and what it brought; approves, changes or skips by number. Nothing is changed in a shop without it.',
  examples: [
    '/actions',
    '/actions open price',
    '/actions outcomes M-007',
    '/actions 12',
    '/actions approve 12',
    '/actions approve 12 14 15',
    '/actions approve 12 alert 7',
    '/actions edit 12 24',
    '/actions skip 12 supplier is on holiday',
    '/actions undo 12',
    '/actions confidence price 85%',
  ],
  roles: READERS,
  parse: ledgerQuestion,
  async review(ctx, question, asking) {
    if (question.kind === 'one') return showSuggestion(ctx, question.id, asking)
    return question.kind === 'list' ? listSuggestions(ctx, question, asking) : null
  },
  async answer(ctx, question, asker) {
    if (question.kind === 'list') return listSuggestions(ctx, question, null)
    if (question.kind === 'one') return showSuggestion(ctx, question.id, null)
    if (question.kind === 'confidence') return answerConfidence(ctx, question.set, asker)
    if (!asker.roles.some((role) => DECIDERS.includes(role)))
      return {
        kind: 'usage',
        because: shopLocale(ctx.config).words.actions.decidersOnly,
      }
    if (question.kind === 'approve-all')
      return approveAll(ctx, question, { userId: asker.userId, name: asker.name ?? asker.userId })
    return decided(ctx, question, { userId: asker.userId, name: asker.name ?? asker.userId })
  },
}

/** What was approved already may be held for a second person: this is one. */
async function isSecond(
  { state, clock }: Pick<Context, 'state' | 'clock'>,
  id: number,
  { userId }: Decider,
): Promise<boolean> {
  const at = clock.now()
  return state.transaction(async (trx) => {
    const isIt = await approveSecond(trx, { suggestion: id, by: userId, at })
    if (isIt) await record(trx, { who: userId, did: 'write-back.second', what: { id }, at })
    return isIt
  })
}

async function decided(
  ctx: Pick<Context, 'state' | 'clock' | 'config' | 'deliver'>,
  question: Exclude<LedgerQuestion, { kind: 'list' | 'one' | 'confidence' | 'approve-all' }>,
  who: Decider,
): Promise<Message | Usage> {
  const { state, clock, config } = ctx
  const on = { id: question.id, at: clock.now() }
  const locale = shopLocale(config)
  const by = { ...who, at: on.at }
  if (question.kind === 'undo') return words(await undo(ctx, who, { ...on, also: takenFrom(ctx, by) }))
  if (question.kind === 'approve') {
    const alertId =
      question.alert &&
      (await idOf(state, {
        typed: question.alert,
        lineOf: (other) => `approve ${question.id} alert ${other}`,
        locale,
      }))
    if (alertId !== null && typeof alertId !== 'string') return alertId
    if (await isSecond(ctx, question.id, who)) return words(locale.words.writeBacks.second(question.id))
    const asking = question.isConfirmed ? null : await askAgain(ctx, question.id)
    return (
      asking ??
      sayDone(
        await decide(ctx, who, {
          ...on,
          status: 'approved',
          mayFollowSkip: true,
          also: keptWith(ctx, alertId, by),
        }),
        on,
        locale,
      )
    )
  }
  if (question.kind === 'skip')
    return sayDone(await decide(ctx, who, { ...on, status: 'skipped', reason: question.reason }), on, locale)
  const edit = await editOf(state, { id: question.id, typed: question.value, locale })
  if (typeof edit === 'string') return { kind: 'usage', because: edit }
  return sayDone(
    await decide(ctx, who, { ...on, status: 'edited', mayFollowSkip: true, ...edit }),
    on,
    locale,
  )
}
