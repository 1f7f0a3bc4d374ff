import type { Message } from '../messages/message.ts'
import { textBlock } from '../messages/words.ts'
import type { Metric, Scope } from '../metrics/metric.ts'
import type { Pace } from '../models/target/pace.ts'
import type { Target } from '../state/targets.ts'
import { sayMetric } from './say-segment.ts'
import type { Locale } from './words/locale.ts'

interface Standing {
  readonly target: Target
  readonly metric: Metric
  readonly scope: Scope
  readonly done: number
  readonly days: { readonly done: number; readonly all: number }
  readonly pace: Pace
}

/** The answer about a KPI, with how its targets stand after the first paragraph. */
export function withTargets(message: Message, standing: readonly Standing[], locale: Locale): Message {
  if (standing.length === 0) return message
  const lines = standing.map((one) =>
    textBlock([{ text: locale.words.target.mark, style: 'bold' }, sayTarget(one, locale)]),
  )
  const at = message.blocks.findIndex(({ kind }) => kind === 'text') + 1
  return { ...message, blocks: [...message.blocks.slice(0, at), ...lines, ...message.blocks.slice(at)] }
}

/** `GMV, November 2026: €430,170 of €600,000 (72 %) after 23 of 30 days. Expected end: €554,000 (€531,000 to €577,000) …` */
export function sayTarget(one: Standing, locale: Locale): string {
  const { target: said, paragraph } = locale.words
  const { target, metric, scope, done, days, pace } = one
  const figure = (value: number) =>
    locale.figure(metric.unit, metric.unit === 'count' ? Math.round(value) : value)
  const share = done / target.value
  const lead = said.lead({
    name: sayMetric(metric, scope, locale),
    period: locale.period(target.firstDay, target.lastDay),
    done: figure(done),
    target: figure(target.value),
    share: locale.percent(share, share < 0.1 ? 1 : 0),
    days,
  })
  if (pace.missingADay === null) return paragraph([lead, said.over(pace.missing === 0, figure(pace.missing))])
  if (pace.missing === 0) return paragraph([lead, said.reached])
  const needed = said.needed(figure(pace.missing), figure(pace.missingADay))
  if (!pace.end || pace.chance === null) return paragraph([lead, needed, said.noForecast])
  const { value, ...range } = locale.estimate(metric.unit, { value: pace.end.expected, ...pace.end })
  return paragraph([lead, said.end({ expected: value, ...range, chance: said.chance(pace.chance) }), needed])
}
