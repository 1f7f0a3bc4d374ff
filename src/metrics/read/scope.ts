import type { Lake } from '../../lake/contract/lake.ts'
import { nearest, oneLine } from '../../lib/text.ts'
import { DIMENSIONS, type Dimension, type Metric, type Scope } from '../metric.ts'

/** Names nothing the shop knows; the shape every command answers with. */
export interface UnknownScope {
  readonly kind: 'usage'
  readonly because: string
  readonly didYouMean?: string
}

interface Member {
  readonly dimension: Dimension
  readonly member: string
  /** what people call it: a merchant's name beside its id */
  readonly called: string
}

/**
 * What a person means by `Electronics`, `category=Electronics` or a merchant's name. Nothing, or `all`, is the
 * whole shop. Upper and lower case are one.
 */
export async function findScope(lake: Pick<Lake, 'query'>, text: string): Promise<Scope | UnknownScope> {
  const typed = text.trim()
  if (typed === '' || typed.toLowerCase() === 'all') return 'all'
  const [left = '', ...rest] = typed.split('=')
  const dimension = DIMENSIONS.find((name) => name === left.trim().toLowerCase())
  if (rest.length > 0 && !dimension) return unknownDimension(left.trim())
  const wanted = dimension ? rest.join('=').trim() : typed
  const known = (await members(lake)).filter((one) => !dimension || one.dimension === dimension)
  const found = known.find((one) => one.member === wanted) ?? known.find((one) => isCalled(one, wanted))
  if (found) return { dimension: found.dimension, member: found.member }
  return unknownMember(wanted, known, dimension)
}

/** As `findScope`, and the KPI is measured by it. */
export async function scopeFor(
  lake: Pick<Lake, 'query'>,
  metric: Pick<Metric, 'label' | 'dimensions'>,
  text: string,
): Promise<Scope | UnknownScope> {
  const scope = await findScope(lake, text)
  if (scope !== 'all' && 'kind' in scope) return scope
  return notMeasuredBy(metric, scope) ?? scope
}

/** Null when the KPI is measured by it. */
export function notMeasuredBy(
  { label, dimensions }: Pick<Metric, 'label' | 'dimensions'>,
  scope: Scope,
): UnknownScope | null {
  if (scope === 'all' || dimensions.includes(scope.dimension)) return null
  const only = dimensions.length > 0 ? `, only by ${dimensions.join(', ')}` : ''
  return { kind: 'usage', because: `${label} is not measured by ${scope.dimension}${only}.` }
}

function isCalled(one: Member, wanted: string): boolean {
  return [one.member, one.called].some((name) => name.toLowerCase() === wanted.toLowerCase())
}

function unknownDimension(typed: string): UnknownScope {
  const near = nearest(typed, DIMENSIONS)
  return {
    kind: 'usage',
    because: `There is no "${oneLine(typed, 40)}" to slice by, only ${DIMENSIONS.join(', ')}.`,
    ...(near && { didYouMean: near }),
  }
}

function unknownMember(
  typed: string,
  known: readonly Member[],
  dimension: Dimension | undefined,
): UnknownScope {
  const near = nearest(typed, new Set(known.flatMap((one) => [one.called, one.member])))
  return {
    kind: 'usage',
    because: `No ${dimension ?? 'platform, category, channel, region or merchant'} is called "${oneLine(typed, 40)}".`,
    ...(near && { didYouMean: dimension ? `${dimension}=${near}` : near }),
  }
}

/** Every member a KPI has been measured for; merchants with their names. */
async function members(lake: Pick<Lake, 'query'>): Promise<Member[]> {
  const rows = await lake.query<{ dimension: string; member: string; called: string }>(`
    select k.dimension, k.member, coalesce(max(m.name), k.member) as called
    from mart_kpi k
    left join mart_merchants m on k.dimension = 'merchant' and m.merchant_id = k.member
    where k.dimension <> 'all'
    group by k.dimension, k.member
    order by k.dimension, k.member`)
  return rows.flatMap(({ dimension, member, called }) => {
    const known = DIMENSIONS.find((name) => name === dimension)
    return known ? [{ dimension: known, member, called }] : []
  })
}
