import { z } from 'zod'
import { json, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** A campaign as it was planned. */
export interface Campaign {
  readonly id: string
  /** the segment, or `all` */
  readonly audience: string
  /** the shop day before the first contact */
  readonly plannedOn: string
  /** what its members do in so many days after counts for it */
  readonly days: number
  readonly costCents: number
  readonly plannedBy: string
  readonly terms: unknown
}

/** `id` is the platform and the keyed hash of a shopper; no name, no address. */
export interface CampaignMember {
  readonly id: string
  readonly arm: 'contact' | 'holdout'
}

const ROWS = 200

const stored = z
  .object({
    id: z.string(),
    audience: z.string(),
    planned_on: z.string(),
    days: number,
    cost_cents: number,
    planned_by: z.string(),
    terms: json,
  })
  .transform(
    (row): Campaign => ({
      id: row.id,
      audience: row.audience,
      plannedOn: row.planned_on,
      days: row.days,
      costCents: row.cost_cents,
      plannedBy: row.planned_by,
      terms: row.terms,
    }),
  )

const storedMember = z
  .object({ member: z.string(), arm: z.enum(['contact', 'holdout']) })
  .transform(({ member, arm }): CampaignMember => ({ id: member, arm }))

export async function saveCampaign(
  trx: Trx,
  campaign: Campaign,
  members: readonly CampaignMember[],
): Promise<void> {
  await trx('campaign').insert({
    id: campaign.id,
    audience: campaign.audience,
    planned_on: campaign.plannedOn,
    days: campaign.days,
    cost_cents: campaign.costCents,
    planned_by: campaign.plannedBy,
    terms: JSON.stringify(campaign.terms),
  })
  for (let from = 0; from < members.length; from += ROWS)
    await trx('campaign_member').insert(
      members.slice(from, from + ROWS).map(({ id, arm }) => ({ campaign: campaign.id, member: id, arm })),
    )
}

/** The latest first. */
export async function campaigns(state: Pick<State, 'read'>): Promise<Campaign[]> {
  const rows = await state.read('campaign').orderBy([
    { column: 'planned_on', order: 'desc' },
    { column: 'id', order: 'desc' },
  ])
  return z.array(stored).parse(rows)
}

/** Those nobody skipped: what was skipped contacted nobody. */
export async function keptCampaigns(state: Pick<State, 'read'>): Promise<Campaign[]> {
  const rows = await state.read('suggestion').where({ kind: 'campaign', status: 'skipped' }).select('subject')
  const skipped = new Set(
    z
      .array(z.object({ subject: z.string() }))
      .parse(rows)
      .map(({ subject }) => subject),
  )
  return (await campaigns(state)).filter(({ id }) => !skipped.has(id))
}

export async function membersOf(state: Pick<State, 'read'>, campaign: string): Promise<CampaignMember[]> {
  return z
    .array(storedMember)
    .parse(await state.read('campaign_member').where({ campaign }).select('member', 'arm'))
}

/** How often each member was contacted by campaigns planned since and not skipped. */
export async function contactsSince(state: Pick<State, 'read'>, day: string): Promise<Map<string, number>> {
  const rows = await state
    .read('campaign_member as m')
    .join('campaign as c', 'c.id', 'm.campaign')
    .where('c.planned_on', '>=', day)
    .whereNotExists(
      state
        .read('suggestion as s')
        .whereRaw('s.subject = c.id')
        .where('s.kind', 'campaign')
        .where('s.status', 'skipped')
        .select('s.id'),
    )
    .where('m.arm', 'contact')
    .groupBy('m.member')
    .select('m.member')
    .count({ times: '*' })
  const counted = z.array(z.object({ member: z.string(), times: number })).parse(rows)
  return new Map(counted.map(({ member, times }) => [member, times]))
}
