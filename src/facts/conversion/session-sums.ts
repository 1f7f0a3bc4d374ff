import type { Lake } from '../../lake/contract/lake.ts'
import type { Day } from '../../lib/days.ts'
import { groupBy } from '../../lib/group.ts'
import type { ConversionModel } from '../../models/conversion/conversion.ts'
import { plainModel, withPlain } from '../../models/conversion/odds.ts'
import { refitted } from '../../models/conversion/refit.ts'
import type { Curvature } from '../../models/learn/curvature.ts'
import type { Encoder } from '../../models/learn/features.ts'
import { type LogisticFit, toOriginalScale } from '../../models/learn/logistic.ts'
import { newton } from '../../models/learn/newton.ts'
import { SESSION_COLUMNS } from './training-rows.ts'

interface Sessions {
  /** both included */
  readonly from: Day
  readonly to: Day
}

/**
 * A model fitted anew on every session of these days, from where it stands: a Newton step is one question to the lake,
 * and of any number of sessions only the sums come back. The columns stay as the sample they were learned on made them, and so does the penalty that was chosen
 * on it; where a plain fit is kept, it is fitted anew too.
 */
export async function fitEverySession(
  lake: Pick<Lake, 'query'>,
  model: ConversionModel,
  { sessions, purchases, ...days }: Sessions & { readonly sessions: number; readonly purchases: number },
  onStep: (step: number) => void,
): Promise<ConversionModel> {
  let taken = 0
  const fitted = async (from: ConversionModel) =>
    refitted(from, await fitOver(lake, from, days, () => onStep(++taken)), {
      rows: sessions,
      positives: purchases,
    })
  const found = await fitted(model)
  return model.plain ? withPlain(found, await fitted(plainModel(model))) : found
}

async function fitOver(
  lake: Pick<Lake, 'query'>,
  model: ConversionModel,
  days: Sessions,
  onStep: () => void,
): Promise<LogisticFit> {
  const start = Float64Array.from(model.container.classifiers[0]?.weights[0] ?? [])
  const steps = newton(start, model.l2)
  let next = steps.next()
  while (!next.done) {
    next = steps.next(await sessionCurvature(lake, model.encoder, days, next.value))
    onStep()
  }
  return toOriginalScale(next.value, [])
}

/**
 * What a Newton step needs of the sessions of these days, summed where they lie: p x p numbers (`curvature` for rows).
 *
 * @internal exported for the tests: one step of the fit, held against the rows in memory
 */
export async function sessionCurvature(
  lake: Pick<Lake, 'query'>,
  encoder: Encoder,
  { from, to }: Sessions,
  weights: Float64Array,
): Promise<Curvature> {
  if (encoder.products.length > 0)
    throw new TypeError('squares and products of columns are not summed in SQL')
  const size = encoder.terms.length + 1
  const [sums] = await lake.query(sumsSql(encoder, weights), { from, to })
  const sumOf = (name: string) => Number(sums?.[name] ?? 0)
  const information = new Float64Array(size * size)
  for (const [i, j] of lowerHalf(size)) information[i * size + j] = sumOf(`h_${i}_${j}`)
  return {
    loss: sumOf('loss'),
    gradient: Float64Array.from({ length: size }, (_, i) => sumOf(`g_${i}`)),
    information,
  }
}

function lowerHalf(size: number): (readonly [number, number])[] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: i + 1 }, (_, j) => [i, j] as const),
  ).flat()
}

/** `exp` of what is never positive: no log-odds are too far out. */
function sumsSql(encoder: Encoder, weights: Float64Array): string {
  const columns = encoder.terms.map((term, i) => `${termSql(term)} as x_${i + 1}`)
  const logit = Array.from(weights, (weight, i) => `${double(weight)}${i === 0 ? '' : ` * x_${i}`}`)
  const times = (i: number) => (i === 0 ? '' : ` * x_${i}`)
  return `with told as (
  select case when is_purchase then 1 else 0 end as y, ${columns.join(', ')}
  from mart_sessions where dt >= cast($from as date) and dt <= cast($to as date)
),
scored as (select *, ${logit.join(' + ')} as logit from told),
bent as (select *, exp(-abs(logit)) as small from scored),
weighed as (
  select *, y - case when logit >= 0 then 1 / (1 + small) else small / (1 + small) end as r, small / ((1 + small) * (1 + small)) as w
  from bent
)
select
  sum(greatest(logit, 0) - y * logit + ln(1 + small)) as loss,
  ${Array.from(weights, (_, i) => `sum(r${times(i)}) as g_${i}`).join(', ')},
  ${lowerHalf(weights.length)
    .map(([i, j]) => `sum(w${times(i)}${times(j)}) as h_${i}_${j}`)
    .join(', ')}
from weighed`
}

/** As `encode` makes it of a row in memory. */
function termSql({ column, kind, member, fill, rates, mean, sd }: Encoder['terms'][number]): string {
  const told = SESSION_COLUMNS.get(column)
  if (!told) throw new TypeError(`no column ${column} in the sessions`)
  const value = `coalesce(${told}, ${double(fill)})`
  const raw = {
    log: `ln(1 + greatest(0, ${value}))`,
    share: value,
    flag: value,
    missing: `case when ${told} is null then 1 else 0 end`,
    member: `case when ${told} = ${quoted(member)} then 1 else 0 end`,
    rate: rateSql(told, rates ?? {}, fill),
  }[kind]
  return `(${raw} - ${double(mean)}) / ${double(sd)}`
}

/** Words that say the same are one branch; all with a column of their own say 0. */
function rateSql(told: string, rates: Readonly<Record<string, number>>, unknown: number): string {
  const branches = [...groupBy(Object.entries(rates), ([, rate]) => rate)].map(
    ([rate, words]) =>
      `when ${told} in (${words.map(([word]) => quoted(word)).join(', ')}) then ${double(rate)}`,
  )
  return branches.length === 0 ? double(unknown) : `case ${branches.join(' ')} else ${double(unknown)} end`
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "''")}'`
}

/** Every digit of it, and never taken for a decimal. */
function double(value: number): string {
  return `cast('${value}' as double)`
}
