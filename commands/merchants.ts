import { type Command, READERS } from '../src/command.ts'
import { words } from '../src/messages/words.ts'
import { findScope } from '../src/metrics/read/scope.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { judgedMerchants } from './merchant/read.ts'
import { sayRanking } from './merchants/answer.ts'
import { onboarding } from './merchants/onboarding.ts'
import { parseRanking, type RankingQuestion, VIEWS } from './merchants/question.ts'
import { isIn, notOfMerchants, rankedFor } from './merchants/rank.ts'
import { asUsage } from './shared/as-usage.ts'
import { noDataYet } from './shared/no-data.ts'

export const merchants: Command<RankingQuestion> = {
  name: '/merchants',
  usage: `/merchants [${VIEWS.join('|')}|onboarding] [scope]`,
  about:
    'Merchants ranked: the largest, falling, at risk of leaving, new, beyond a service level; how new ones come in; as CSV.',
  examples: [
    '/merchants',
    '/merchants falling',
    '/merchants breaching platform=bazario',
    '/merchants at-risk',
    '/merchants onboarding',
  ],
  roles: READERS,
  parse: parseRanking,
  async answer(ctx, { view, where }) {
    const locale = shopLocale(ctx.config)
    const { usage, merchant: said, metrics } = locale.words
    const scope = await findScope(ctx.lake, where)
    if (scope !== 'all' && 'kind' in scope)
      return scope.fault.code === 'unknownMember'
        ? { ...asUsage(scope, usage), because: usage.merchant.view(scope.fault.typed, VIEWS) }
        : asUsage(scope, usage)
    if (view === 'onboarding') return onboarding(ctx, scope)
    const other = notOfMerchants(scope)
    if (other) return { kind: 'usage', because: usage.merchant.notBy(metrics.dimension(other)) }
    const found = await judgedMerchants(ctx)
    if (!found) return noDataYet(ctx)
    const { known, judged, settings, risks } = found
    if (view === 'at-risk' && !risks) return words(said.ranking.noRisk)
    if (judged.length === 0) return words(said.ranking.none)
    const all = judged.filter((one) => isIn(one, scope))
    return sayRanking(
      {
        ...{ view, scope, all, risks, asOf: known.day, owners: settings.owners },
        found: rankedFor(view, all, { asOf: known.day, risks }),
      },
      locale,
    )
  },
}
