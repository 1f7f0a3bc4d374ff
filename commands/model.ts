import { type Command, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { dayOf } from '../src/lib/days.ts'
import { nearest, oneLine } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { hint } from '../src/messages/words.ts'
import { modelCard } from '../src/models/conversion/model-card.ts'
import { ENGLISH_FAULTS } from '../src/report/words/faults.ts'
import { type Locale, shopLocale } from '../src/report/words/locale.ts'
import { record } from '../src/state/audit.ts'
import { modelVersions, promote } from '../src/state/models/models.ts'
import { sayHistory, sayModel, sayPromoted, type Version } from './model/answer.ts'

type Query =
  | { readonly kind: 'query'; readonly wish: 'status' | 'history' | 'rollback' }
  | { readonly kind: 'query'; readonly wish: 'promote'; readonly version: string }

const MODEL = 'conversion'
const WISHES = ['status', 'history', 'promote', 'rollback'] as const

export const model: Command<Query> = {
  name: '/model',
  usage: '/model [history | promote <version> | rollback]',
  about: 'How far the conversion model in use can be trusted; its versions; managers put another in use.',
  examples: ['/model', '/model history', '/model promote 2026-11-24', '/model rollback'],
  roles: READERS,
  parse(text, { model: said } = ENGLISH_FAULTS) {
    const [word = 'status', version, ...rest] = text.trim().split(/\s+/).filter(Boolean)
    const wish = WISHES.find((one) => one === word.toLowerCase())
    if (!wish) {
      const near = nearest(word, WISHES)
      const because = said.unknownVerb(oneLine(word, 40))
      return { kind: 'usage', because, ...(near !== null && { didYouMean: near }) }
    }
    const extra = wish === 'promote' ? rest[0] : version
    if (extra !== undefined) return { kind: 'usage', because: said.tooMany(oneLine(extra, 40)) }
    if (wish !== 'promote') return { kind: 'query', wish }
    return version === undefined ? { kind: 'usage', because: said.version } : { kind: 'query', wish, version }
  },
  async answer(ctx, query, asker) {
    const versions = await modelVersions(ctx.state, MODEL)
    const locale = shopLocale(ctx.config)
    const { model: said } = locale.words
    if (versions.length === 0) return hint(said.none)
    const today = dayOf(ctx.clock.now(), ctx.config.shop.zone)
    if (query.wish === 'status') return sayModel(versions, today, locale)
    if (query.wish === 'history') return sayHistory(versions, today, locale)
    if (!asker.roles.includes('manager')) return { kind: 'usage', because: said.onlyManagers }
    const wanted =
      query.wish === 'promote' ? named(versions, query.version, locale) : before(versions, locale)
    return 'kind' in wanted ? wanted : putInUse(ctx, { locale, versions, wanted, who: asker.userId })
  },
}

function named(
  versions: readonly Version[],
  typed: string,
  { words: { model: said } }: Locale,
): Version | Usage {
  const found = versions.find(({ version }) => version === typed)
  if (found) return found
  const near = nearest(
    typed,
    versions.map(({ version }) => version),
  )
  return {
    kind: 'usage',
    because: said.unknownVersion(oneLine(typed, 40)),
    ...(near !== null && { didYouMean: `promote ${near}` }),
  }
}

/** The one that was in use before: the latest older version that was found better when it was trained. */
function before(versions: readonly Version[], { words: { model: said } }: Locale): Version | Usage {
  const current = versions.findIndex(({ isChampion }) => isChampion)
  const older = versions.slice(current + 1)
  const found = older.find(({ metrics }) => modelCard(metrics)?.verdict?.promote) ?? older[0]
  return found ?? { kind: 'usage', because: said.noOlder }
}

async function putInUse(
  { state, clock }: Pick<Context, 'state' | 'clock'>,
  {
    locale,
    versions,
    wanted,
    who,
  }: {
    readonly locale: Locale
    readonly versions: readonly Version[]
    readonly wanted: Version
    readonly who: string
  },
): Promise<Message> {
  const now = versions.find(({ isChampion }) => isChampion) ?? null
  if (now?.version === wanted.version) return sayPromoted(wanted, 'same', locale)
  await state.transaction(async (trx) => {
    await promote(trx, MODEL, wanted.version)
    const what = { model: MODEL, from: now?.version ?? null, to: wanted.version }
    await record(trx, { who, did: 'model.promote', what, at: clock.now() })
  })
  return sayPromoted(wanted, now, locale)
}
