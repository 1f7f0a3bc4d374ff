import { SEGMENTS } from '../../src/advice/campaign/rfm.ts'
import { isUsage, type Usage } from '../../src/command.ts'
import { majorUnit } from '../../src/lib/money.ts'
import { shareFrom } from '../../src/lib/share.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { typedAmount } from '../shared/typed-amount.ts'

export interface PlanQuestion {
  readonly kind: 'plan'
  /** a segment, or `all` */
  readonly audience: string
  readonly budgetCents: number
  readonly contactCents: number
  readonly goal: 'profit' | 'orders'
  readonly holdoutShare: number
  /** share of the price that stays; null: from the costs of the goods */
  readonly margin: number | null
}

export interface ReportQuestion {
  readonly kind: 'report'
  /** null: which there are */
  readonly campaign: string | null
}

const DEFAULT_HOLDOUT = 0.1
const OPTIONS = ['budget', 'cost', 'goal', 'holdout', 'margin'] as const

/** `plan at risk budget=500 cost=0.30 goal=orders holdout=10%` or `report C-2026-11-24-1`. */
export function parseCampaign(
  text: string,
  said = ENGLISH_FAULTS,
  currency = 'EUR',
): PlanQuestion | ReportQuestion | Usage {
  const [verb = '', ...rest] = text.trim().split(/\s+/)
  if (verb.toLowerCase() === 'report') return { kind: 'report', campaign: rest.join(' ') || null }
  if (verb.toLowerCase() === 'plan') return parsePlan(rest, said, currency)
  const near = nearest(verb, ['plan', 'report'])
  return {
    kind: 'usage',
    because: verb === '' ? said.campaign.verbs : said.campaign.unknownVerb(oneLine(verb, 40)),
    ...(near !== null && verb !== '' && { didYouMean: near }),
  }
}

function parsePlan(words: readonly string[], faults: FaultWords, currency: string): PlanQuestion | Usage {
  const said = faults.campaign
  const given = new Map(words.filter((word) => word.includes('=')).map((word) => splitAt(word.toLowerCase())))
  const strange = [...given.keys()].find((name) => !OPTIONS.some((known) => known === name))
  if (strange !== undefined) return wrong(said.unknownOption(oneLine(strange, 40)), nearest(strange, OPTIONS))
  const audience =
    words
      .filter((word) => !word.includes('='))
      .join(' ')
      .toLowerCase()
      .replaceAll('-', ' ')
      .replace(/^every(?:one|body)$/, 'all') || 'all'
  if (audience !== 'all' && !SEGMENTS.some((segment) => segment === audience))
    return wrong(
      said.unknownSegment(oneLine(audience, 40), SEGMENTS),
      nearest(audience, ['all', ...SEGMENTS]),
    )
  const cents = (name: string) => {
    const read = typedAmount(given.get(name) ?? '', { said: faults, currency }) ?? Number.NaN
    return isUsage(read) ? read : Math.round(read * majorUnit(currency))
  }
  const [budgetCents, contactCents] = [cents('budget'), cents('cost')]
  if (isUsage(budgetCents)) return budgetCents
  if (isUsage(contactCents)) return contactCents
  if (!(budgetCents > 0)) return wrong(said.budget)
  if (!(contactCents > 0)) return wrong(said.cost)
  const goal = given.get('goal') ?? 'profit'
  if (goal !== 'profit' && goal !== 'orders') return wrong(said.goal)
  const holdoutShare = given.has('holdout') ? shareFrom(given.get('holdout') ?? '') : DEFAULT_HOLDOUT
  if (holdoutShare === null || holdoutShare < 0.05 || holdoutShare > 0.5) return wrong(said.holdout)
  const margin = given.has('margin') ? shareFrom(given.get('margin') ?? '') : null
  if (given.has('margin') && (margin === null || margin <= 0 || margin > 1)) return wrong(said.margin)
  return {
    kind: 'plan',
    audience,
    budgetCents,
    contactCents,
    goal,
    holdoutShare,
    margin,
  }
}

function splitAt(word: string): [string, string] {
  const at = word.indexOf('=')
  return [word.slice(0, at), word.slice(at + 1)]
}

function wrong(because: string, didYouMean: string | null = null): Usage {
  return { kind: 'usage', because, ...(didYouMean !== null && { didYouMean }) }
}
