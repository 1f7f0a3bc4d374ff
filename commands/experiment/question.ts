import { MEASURES, type MeasureName } from '../../src/advice/experiment/measures.ts'
import type { Usage } from '../../src/context.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'

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

const WHATS = ['plan', 'status', 'report'] as const
const USUAL = { lift: 0.1, power: 0.8, arms: 2 }

/** `plan conversion base=5% lift=10% daily=1500`, `status`, `report EXP-7`. Nothing is `status`. */
export function parseExperiment(text: string): ExperimentQuestion | Usage {
  const [typed = '', ...rest] = text.trim().split(/\s+/)
  if (typed === '') return { kind: 'query', what: 'status', named: '' }
  const what = WHATS.find((one) => one === typed.toLowerCase())
  if (what === 'plan') return parsePlan(rest)
  if (what) return { kind: 'query', what, named: rest.join(' ') }
  const near = nearest(typed, WHATS)
  return usage(`"${oneLine(typed, 40)}" is none of plan, status and report.`, near ?? undefined)
}

function parsePlan(words: readonly string[]): PlanQuestion | Usage {
  const [name = '', ...options] = words
  const measures = Object.keys(MEASURES) as MeasureName[]
  const measure = measures.find((one) => one === name.toLowerCase())
  if (!measure)
    return usage(
      name === ''
        ? `Plan an experiment on what? There are ${measures.join(', ')}.`
        : `No experiment can be planned on "${oneLine(name, 40)}", only on ${measures.join(', ')}.`,
      nearest(name, measures) ?? undefined,
    )
  const isShare = MEASURES[measure].kind === 'share'
  const found: Record<string, number> = {}
  for (const option of options) {
    const read = optionOf(option, isShare)
    if ('kind' in read) return read
    found[read.name] = read.value
  }
  const { base = null, sd = null, daily = null } = found
  const { lift = USUAL.lift, power = USUAL.power, arms = USUAL.arms } = found
  if (isShare && base !== null && base * (1 + lift) >= 1)
    return usage(`A base of ${base * 100} % cannot rise by ${lift * 100} %: more than all.`)
  return { kind: 'query', what: 'plan', measure, base, sd, daily, lift, power, arms }
}

interface Limits {
  readonly min: number
  readonly max: number
  readonly words: string
}

function limitsOf(isShare: boolean): Readonly<Record<string, Limits>> {
  return {
    base: isShare
      ? { min: 1e-6, max: 0.999, words: 'a share such as 5%' }
      : { min: 1e-6, max: 1e9, words: 'an amount such as 42.50' },
    sd: { min: 1e-6, max: 1e9, words: 'the standard deviation of one shopper, such as 60' },
    lift: { min: 0.001, max: 10, words: 'a relative change from 0.1% to 1000%, such as 10%' },
    daily: { min: 1, max: 1e9, words: 'new shoppers a day in all arms together, such as 1500' },
    power: { min: 0.5, max: 0.99, words: 'a chance from 50% to 99%' },
    arms: { min: 2, max: 10, words: 'a count from 2 to 10' },
  }
}

function optionOf(word: string, isShare: boolean): { name: string; value: number } | Usage {
  const [name = '', typed = '', ...more] = word.split('=')
  const limits = limitsOf(isShare)
  const limit = limits[name.toLowerCase()]
  if (!limit || more.length > 0 || typed === '')
    return usage(
      `"${oneLine(word, 40)}" is not understood: write ${Object.keys(limits).join('=, ')}=.`,
      nearest(name, Object.keys(limits)) ?? undefined,
    )
  const bare = typed.replace(/[€$£,_]/g, '')
  const value = bare.endsWith('%') ? Number(bare.slice(0, -1)) / 100 : Number(bare)
  // a fall is as hard to see as a rise
  const size = name.toLowerCase() === 'lift' ? Math.abs(value) : value
  const isWhole = name.toLowerCase() !== 'arms' || Number.isInteger(size)
  if (size >= limit.min && size <= limit.max && isWhole) return { name: name.toLowerCase(), value: size }
  return usage(`${name} is ${limit.words}, not "${oneLine(typed, 40)}".`)
}

function usage(because: string, didYouMean?: string): Usage {
  return { kind: 'usage', because, ...(didYouMean !== undefined && { didYouMean }) }
}
