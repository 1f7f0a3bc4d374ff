import { trustIn } from '../../src/advice/suggestions/rule-record.ts'
import { type Incident, parseIncident } from '../../src/alerts/incident.ts'
import { viewOf } from '../../src/alerts/life/write.ts'
import { type Remedies, remediesOf } from '../../src/alerts/remedies.ts'
import { alertMessage, headlineOf, statusLine } from '../../src/alerts/say.ts'
import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { productsWithin } from '../../src/facts/suggestions/in-segment.ts'
import { decisionBlocks } from '../../src/ledger/decision-blocks.ts'
import { readRules } from '../../src/ledger/outcomes/record.ts'
import { bestFirst } from '../../src/ledger/rank.ts'
import { readSuggestion } from '../../src/ledger/read.ts'
import { sayDoing } from '../../src/ledger/say.ts'
import type { Block, Button, Message } from '../../src/messages/message.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { alertById, type StoredAlert } from '../../src/state/alerts.ts'
import { currentSuggestions, type StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { recordBlocks } from '../shared/kind-record.ts'
import { doneAbout } from './done-about.ts'
import { idOf } from './find-alert.ts'
import { keepPauses } from './pauses.ts'

const SHOWN = 3

/** All about one alert: how it stands, what was approved for it and what came of that, and what else can be done. */
export async function showAlert(
  ctx: Pick<Context, 'state' | 'lake' | 'config' | 'clock'>,
  typed: string,
  asking: number | null,
): Promise<Message | Usage> {
  const { state, config, clock } = ctx
  const locale = shopLocale(config)
  const found = await idOf(state, { typed, lineOf: (id) => id, locale })
  if (typeof found !== 'string') return found
  const alert = await alertById(state, found)
  if (!alert) return { kind: 'usage', because: locale.words.alerts.log.unknown(typed) }
  const now = clock.now()
  const incident = parseIncident(alert.finding)
  const remedies = remediesOf(incident)
  const isOpen = alert.resolvedAt === null
  if (isOpen && remedies.mayPause && incident.kind === 'kpi') await keepPauses(ctx, incident, now)
  const fitting = isOpen ? await fittingTo(ctx, incident, { remedies, now }) : []
  const view = await viewOf(state, alert)
  const message = alertMessage(view, locale)
  const asked = `/alerts ${alert.number}`
  return {
    text: `${headlineOf(incident, locale)}. ${statusLine(view, locale)}`,
    blocks: [
      ...message.blocks,
      ...(await doneAbout(state, { alert, incident, locale })),
      ...(isOpen && incident.kind === 'kpi'
        ? [
            ...fits(fitting, locale),
            ...fitting
              .slice(0, SHOWN)
              .flatMap((one): Block[] => [
                { kind: 'text', spans: locale.words.actions.item(one.id, sayDoing(one, locale)) },
                ...decisionBlocks(one, { asked, asking, now, locale, confirmAbove: config.confirmAbove }),
              ]),
            ...(await recordBlocks(state, fitting.slice(0, SHOWN), locale)),
            ...asks(alert, remedies, locale),
          ]
        : []),
    ],
  }
}

interface Wanted {
  readonly remedies: Remedies
  readonly now: Date
}

/** Open suggestions of the kinds that fit, of products in the segment or of no product at all, the best first. */
async function fittingTo(
  { state, lake }: Pick<Context, 'state' | 'lake'>,
  incident: Incident,
  { remedies: { kinds, mayPause }, now }: Wanted,
): Promise<StoredSuggestion[]> {
  if (incident.kind === 'data') return []
  const all = await currentSuggestions(state, { at: now })
  const wanted = all.filter(({ kind }) => kinds.includes(kind) || (mayPause && kind === 'promotion'))
  if (wanted.length === 0) return []
  const { platform = null, category = null, merchant = null } = incident.segment
  const inside = await productsWithin(lake, { platform, category, merchant })
  const fits = (one: StoredSuggestion) => {
    const products = readSuggestion(one)?.subjects.products ?? []
    return products.length === 0 || products.some((id) => inside.has(id))
  }
  return bestFirst(wanted.filter(fits), trustIn(await readRules(state)))
}

function fits(fitting: readonly StoredSuggestion[], { words }: Locale): Block[] {
  const { canDo, more, nothing, tied } = words.alerts.one
  const said = fitting.length === 0 ? nothing : more(Math.min(SHOWN, fitting.length), fitting.length)
  return [
    { kind: 'text', spans: [{ text: canDo, style: 'bold' }, `: ${said}`] },
    ...(fitting.length === 0 ? [] : [{ kind: 'context', spans: tied } as const]),
  ]
}

/** What to ask, with the place filled in; sums of a campaign are asked for in a window. */
function asks({ id }: StoredAlert, { lines, asksCampaign }: Remedies, { words }: Locale): Block[] {
  const buttons: Button[] = [
    ...lines.map((line) => ({ label: line, action: 'ask', value: line })),
    ...(asksCampaign
      ? [{ label: words.alertLife.buttons.campaign, action: 'campaign.form', value: id }]
      : []),
  ]
  return buttons.length === 0 ? [] : [{ kind: 'actions', buttons }]
}
