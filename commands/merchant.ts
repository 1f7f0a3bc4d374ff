import { type Command, isUsage, READERS } from '../src/command.ts'
import { WINDOW_DAYS } from '../src/facts/merchant/read-merchants.ts'
import { addDays } from '../src/lib/days.ts'
import { words } from '../src/messages/words.ts'
import { ENGLISH_FAULTS } from '../src/report/words/faults.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { readAlongside } from './merchant/alongside.ts'
import { sayCard } from './merchant/card.ts'
import { findMerchant } from './merchant/find.ts'
import { judgedMerchants } from './merchant/read.ts'
import { noDataYet } from './shared/no-data.ts'

interface MerchantQuestion {
  readonly kind: 'query'
  readonly name: string
}

export const merchant: Command<MerchantQuestion> = {
  name: '/merchant',
  usage: '/merchant <name|id>',
  about: 'One merchant: sales, service beside its peers, health, open alerts and suggestions, targets.',
  examples: ['/merchant M-007', '/merchant Nordkontor'],
  roles: READERS,
  parse(text, said = ENGLISH_FAULTS) {
    const name = text.trim()
    return name === '' ? { kind: 'usage', because: said.merchant.nameOne } : { kind: 'query', name }
  },
  segmentOf: ({ name }) => `merchant=${name.replace(/^merchant\s*=\s*/iu, '')}`,
  async answer(ctx, { name }) {
    const locale = shopLocale(ctx.config)
    const merchants = await judgedMerchants(ctx)
    if (!merchants) return noDataYet(ctx)
    const { known, judged, settings, risks } = merchants
    if (judged.length === 0) return words(locale.words.merchant.ranking.none)
    const found = findMerchant(
      judged.map(({ sums }) => sums),
      name,
      locale,
    )
    if (isUsage(found)) return found
    const one = judged.find(({ sums }) => sums.id === found.id)
    if (!one) return words(locale.words.merchant.ranking.none)
    const to = addDays(known.day, 1)
    const alongside = await readAlongside(ctx, found.id, {
      known,
      range: { from: addDays(to, -WINDOW_DAYS), to },
    })
    const owner = settings.owners[found.id] ?? null
    return sayCard(
      { judged: one, owner, risk: risks?.get(found.id) ?? null, asOf: known.day, ...alongside },
      locale,
    )
  },
}
