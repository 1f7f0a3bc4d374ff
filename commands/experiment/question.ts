import { MEASURES, type MeasureName } from '../../src/advice/experiment/measures.ts'
import { isUsage, type Usage } from '../../src/command.ts'
import { percentFrom } from '../../src/lib/amount.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { typedAmount } from '../shared/typed-amount.ts'

export type ExperimentQuestion = PlanQuestion | ShowQuestion

export interface PlanQuestion {
  readonly kind: 'query'
  readonly what: 'plan'
  readonly measure: MeasureName
  /** what is not typed is read from the shop's last four weeks */
  readonly base: number | null
  readonly sd: number | null
  readonly daily: number | null
  readonly lift: number
  readonly power: number
  readonly arms: number
}

interface ShowQuestion {
  readonly kind: 'query'
  readonly what: 'status' | 'report'
  /** an experiment's id or name as typed; '' is any */
  readonly named: string
}

type Said = FaultWords['experiment']

const WHATS = ['plan', 'status', 'report'] as const
const USUAL = { lift: 0.1, power: 0.8, arms: 2 }

/** `plan conversion base=5% lift=10% daily=1500`, `status`, `report EXP-7`. Nothing is `status`. */
export function parseExperiment(
  text: string,
  said = ENGLISH_FAULTS,
  currency: string | null = null,
): ExperimentQuestion | Usage {
  const [typed = '', ...rest] = text.trim().split(/\s+/)
  if (typed === '') return { kind: 'query', what: 'status', named: '' }
  const what = WHATS.find((one) => one === typed.toLowerCase())
  if (what === 'plan') return parsePlan(rest, said, currency)
  if (what) return { kind: 'query', what, named: rest.join(' ') }
  const near = nearest(typed, WHATS)
  return usage(said.experiment.unknownVerb(oneLine(typed, 40)), near ?? undefined)
}

function parsePlan(
  words: readonly string[],
  faults: FaultWords,
  currency: string | null,
): PlanQuestion | Usage {
  const said = faults.experiment
  const [name = '', ...options] = words
  const measures = Object.keys(MEASURES) as MeasureName[]
  const measure = measures.find((one) => one === name.toLowerCase())
  if (!measure)
    return usage(
      name === '' ? said.planOnWhat(measures) : said.notOn(oneLine(name, 40), measures),
      nearest(name, measures) ?? undefined,
    )
  const isShare = MEASURES[measure].kind === 'share'
  const found: Record<string, number> = {}
  for (const option of options) {
    const read = optionOf(option, isShare, { faults, currency })
    if (isUsage(read)) return read
    found[read.name] = read.value
  }
  const { base = null, sd = null, daily = null } = found
  const { lift = USUAL.lift, power = USUAL.power, arms = USUAL.arms } = found
  if (isShare && base !== null && base * (1 + lift) >= 1) return usage(said.aboveAll(base * 100, lift * 100))
  return { kind: 'query', what: 'plan', measure, base, sd, daily, lift, power, arms }
}

interface Limits {
  readonly min: number
  readonly max: number
  readonly words: string
}

function limitsOf(isShare: boolean, { wanted }: Said): Readonly<Record<string, Limits>> {
  return {
    base: isShare
      ? { min: 1e-6, max: 0.999, words: wanted.share }
      : { min: 1e-6, max: 1e9, words: wanted.amount },
    sd: { min: 1e-6, max: 1e9, words: wanted.sd },
    lift: { min: 0.001, max: 10, words: wanted.lift },
    daily: { min: 1, max: 1e9, words: wanted.daily },
    power: { min: 0.5, max: 0.99, words: wanted.power },
    arms: { min: 2, max: 10, words: wanted.arms },
  }
}

function optionOf(
  word: string,
  isShare: boolean,
  { faults, currency }: { readonly faults: FaultWords; readonly currency: string | null },
): { name: string; value: number } | Usage {
  const said = faults.experiment
  const [name = '', typed = '', ...more] = word.split('=')
  const limits = limitsOf(isShare, said)
  const limit = limits[name.toLowerCase()]
  if (!limit || more.length > 0 || typed === '')
    return usage(
      said.option(oneLine(word, 40), Object.keys(limits)),
      nearest(name, Object.keys(limits)) ?? undefined,
    )
  const isMoney = /^(?:base|sd)$/i.test(name) && !isShare
  const value = typed.endsWith('%')
    ? (percentFrom(typed) ?? Number.NaN) / 100
    : (typedAmount(typed, { said: faults, currency: isMoney ? currency : null }) ?? Number.NaN)
  if (isUsage(value)) return value
  // a fall is as hard to see as a rise
  const size = name.toLowerCase() === 'lift' ? Math.abs(value) : value
  const isWhole = name.toLowerCase() !== 'arms' || Number.isInteger(size)
  if (size >= limit.min && size <= limit.max && isWhole) return { name: name.toLowerCase(), value: size }
  return usage(said.limit(name, oneLine(typed, 40), limit.words))
}

function usage(because: string, didYouMean?: string): Usage {
  return { kind: 'usage', because, ...(didYouMean !== undefined && { didYouMean }) }
}
