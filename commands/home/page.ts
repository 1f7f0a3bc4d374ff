import { type Asker, DECIDERS } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { suggested } from '../../src/digests/suggested.ts'
import { readRules } from '../../src/ledger/outcomes/record.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block, Button, Message } from '../../src/messages/message.ts'
import { sayFreshness } from '../../src/report/say-data.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { currentSuggestions, type StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { alertBlocks } from '../alerts/open.ts'
import { failingSources, readSystemStatus, type SystemStatus } from '../floorwalker/system-status.ts'
import { newDigestButton } from '../subscribe/say.ts'
import { deliveries } from './deliveries.ts'
import { questionsFrom } from './questions.ts'

/** a home page has room for a hundred blocks, and a person for fewer */
const ALERTS = 5
const OPEN = 1_000

/** The App Home: what needs a person, what they get and when, and what they may ask. */
export async function homePage(
  ctx: Context,
  asker: Pick<Asker, 'userId' | 'roles' | 'sees'>,
): Promise<Message> {
  const { userId, roles, sees = 'all' } = asker
  const { state, config, clock } = ctx
  const locale = shopLocale(config)
  if (sees !== 'all') return limitedPage(sees, locale)
  const status = await readSystemStatus(ctx)
  const { asOf, accounts, alerts } = status
  const failing = failingSources(status)
  const open = await currentSuggestions(state, { limit: OPEN, at: clock.now() })
  const { home, paragraph } = locale.words
  const needs = { alerts: alerts.length, suggestions: open.length, failing: failing.length }
  const text = paragraph([sayFreshness(asOf, accounts, locale), home.line(needs)])
  const needed = [
    ...withoutButtons(alertBlocks(alerts.slice(0, ALERTS), locale), roles),
    ...withoutButtons(await suggestionBlocks(ctx, open, locale), roles),
    ...sourceBlocks(failing, locale),
  ]
  return {
    text,
    blocks: [
      { kind: 'header', text: config.shop.name },
      { kind: 'text', spans: text },
      { kind: 'header', text: needed.length > 0 ? home.needsYou : home.nothing },
      ...needed,
      { kind: 'actions', buttons: linksOf(home.see, needs) },
      { kind: 'divider' },
      { kind: 'header', text: home.youGet },
      { kind: 'list', items: await deliveries(ctx, userId, locale) },
      {
        kind: 'actions',
        buttons: [
          newDigestButton(locale),
          { label: locale.words.subscribe.buttons.all, action: 'ask', value: '/subscribe' },
        ],
      },
      { kind: 'header', text: home.ask },
      { kind: 'actions', buttons: questionsFrom(alerts, open).map(asking) },
      { kind: 'context', spans: home.askHint },
    ],
  }
}

/** Whoever sees a part of the shop is shown what they may ask, and nothing of the rest. */
function limitedPage(sees: readonly string[], locale: Locale): Message {
  const text = locale.words.edge.refused.notSeen(sees)
  const all = { label: locale.words.subscribe.buttons.all, action: 'ask', value: '/subscribe' }
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      { kind: 'actions', buttons: [all] },
    ],
  }
}

/** Whoever may not act sees what there is, and no button that would refuse them. */
function withoutButtons(blocks: readonly Block[], roles: Asker['roles']): readonly Block[] {
  const mayAct = DECIDERS.some((role) => roles.includes(role))
  return mayAct ? blocks : blocks.filter(({ kind }) => kind !== 'actions')
}

async function suggestionBlocks(
  { state, config: { confirmAbove } }: Pick<Context, 'state' | 'config'>,
  suggestions: readonly StoredSuggestion[],
  locale: Locale,
): Promise<readonly Block[]> {
  if (suggestions.length === 0) return []
  return suggested({ suggestions, rules: await readRules(state) }, { locale, confirmAbove })
}

function sourceBlocks(failing: SystemStatus['sources'], { words: { home, status } }: Locale): Block[] {
  if (failing.length === 0) return []
  const items = failing.map(({ source, error }) =>
    status.fault(source, error === null ? home.late : oneLine(error, 200)),
  )
  return [
    { kind: 'text', spans: [{ text: home.sources, style: 'bold' }] },
    { kind: 'list', items },
  ]
}

function linksOf(
  see: Locale['words']['home']['see'],
  needs: { readonly suggestions: number },
): readonly Button[] {
  return [
    ...(needs.suggestions > 0 ? [{ label: see.suggestions, action: 'ask', value: '/actions' }] : []),
    { label: see.sources, action: 'ask', value: '/sources' },
    { label: see.status, action: 'ask', value: '/floorwalker status' },
    { label: see.help, action: 'ask', value: '/floorwalker help' },
  ]
}

function asking(question: string): Button {
  return { label: question, action: 'ask', value: question }
}
