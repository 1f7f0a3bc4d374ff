import type { Lake } from '../../lake/contract/lake.ts'
import { nearest, oneLine, unquoted } from '../../lib/text.ts'
import {
  DIMENSIONS,
  type Dimension,
  type DimensionMember,
  type Metric,
  membersOf,
  type Scope,
} from '../metric.ts'
import type { Unknown } from './fault.ts'

interface Member {
  readonly dimension: Dimension
  readonly member: string
  /** what people call it: a merchant's name beside its id */
  readonly called: string
}

/**
 * What a person means by `Electronics`, `category=Electronics` or a merchant's name, or by two such at once. Nothing, or
 * `all`, is the whole shop. Upper and lower case are one.
 */
export async function findScope(lake: Pick<Lake, 'query'>, text: string): Promise<Scope | Unknown> {
  if (text.trim() === '' || text.trim().toLowerCase() === 'all') return 'all'
  const [first = '', second, ...more] = partsOf(text)
  if (more.length > 0)
    return { kind: 'unknown', fault: { code: 'tooManyDimensions', typed: oneLine(text, 60) } }
  const known = await knownMembers(lake)
  const found = findMember(known, first)
  if (second === undefined || 'kind' in found) return found
  const other = findMember(known, second)
  if ('kind' in other) return other
  return found.dimension === other.dimension
    ? {
        kind: 'unknown',
        fault: {
          code: 'twoMembers',
          dimension: found.dimension,
          members: [found.member, other.member],
        },
      }
    : { ...found, and: other }
}

/** `bazario × Electronics`, `platform=bazario category="Home & Living"`: one or two, without their quotes. */
function partsOf(text: string): string[] {
  const named = new RegExp(`\\s+(?=(?:${DIMENSIONS.join('|')})\\s*=)`, 'iu')
  return text
    .split(text.includes('×') ? /\s*×\s*/u : named)
    .map((part) => unquoted(part.replace(/["“”„]/gu, '').replace(/(?<==\s*)['‘‚«「『].+$/u, unquoted)))
    .filter((part) => part !== '')
}

function findMember(all: readonly Member[], text: string): DimensionMember | Unknown {
  const typed = text.trim()
  const [left = '', ...rest] = typed.split('=')
  const dimension = DIMENSIONS.find((name) => name === left.trim().toLowerCase())
  if (rest.length > 0 && !dimension) return unknownDimension(left.trim())
  const wanted = dimension ? rest.join('=').trim() : typed
  const known = all.filter((one) => !dimension || one.dimension === dimension)
  const found = known.find((one) => one.member === wanted) ?? known.find((one) => isCalled(one, wanted))
  if (found) return { dimension: found.dimension, member: found.member }
  return unknownMember(wanted, known, dimension)
}

/** As `findScope`, and the KPI is measured by it. */
export async function scopeFor(
  lake: Pick<Lake, 'query'>,
  metric: Metric,
  text: string,
): Promise<Scope | Unknown> {
  const scope = await findScope(lake, text)
  if (scope !== 'all' && 'kind' in scope) return scope
  return notMeasuredBy(metric, scope) ?? scope
}

/** Null when the KPI is measured by it. */
export function notMeasuredBy(metric: Metric, scope: Scope): Unknown | null {
  const { dimensions, day, maturesAfterDays } = metric
  const wanted = membersOf(scope)
  const missing = wanted.find(({ dimension }) => !dimensions.includes(dimension))
  if (missing)
    return { kind: 'unknown', fault: { code: 'notMeasuredBy', metric, dimension: missing.dimension } }
  if (wanted.length < 2 || (day === 'dt' && maturesAfterDays === undefined)) return null
  return { kind: 'unknown', fault: { code: 'oneDimensionOnly', metric } }
}

function isCalled(one: Member, wanted: string): boolean {
  return [one.member, one.called].some((name) => name.toLowerCase() === wanted.toLowerCase())
}

function unknownDimension(typed: string): Unknown {
  const near = nearest(typed, DIMENSIONS)
  return {
    kind: 'unknown',
    fault: { code: 'unknownDimension', typed: oneLine(typed, 40) },
    ...(near && { didYouMean: near }),
  }
}

function unknownMember(typed: string, known: readonly Member[], dimension: Dimension | undefined): Unknown {
  const near = nearest(typed, new Set(known.flatMap((one) => [one.called, one.member])))
  return {
    kind: 'unknown',
    fault: { code: 'unknownMember', typed: oneLine(typed, 40), dimension: dimension ?? null },
    ...(near && { didYouMean: dimension ? `${dimension}=${near}` : near }),
  }
}

/**
 * Every member a KPI has been measured for; merchants with their names. Each member is looked up once, by one equality:
 * a condition beside it would compare every row of every KPI with every merchant.
 */
export async function knownMembers(lake: Pick<Lake, 'query'>): Promise<Member[]> {
  const rows = await lake.query<{ dimension: string; member: string; called: string }>(`
    with measured as (
      select dimension, member, case when dimension = 'merchant' then member end as merchant_id
      from mart_kpi
      where dimension <> 'all'
      group by dimension, member
    ),
    named as (select merchant_id, max(name) as name from mart_merchants group by merchant_id)
    select k.dimension, k.member, coalesce(m.name, k.member) as called
    from measured k
    left join named m on m.merchant_id = k.merchant_id
    order by k.dimension, k.member`)
  return rows.flatMap(({ dimension, member, called }) => {
    const known = DIMENSIONS.find((name) => name === dimension)
    return known ? [{ dimension: known, member, called }] : []
  })
}
