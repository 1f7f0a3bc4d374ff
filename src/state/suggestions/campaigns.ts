import { z } from 'zod'
import { json, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { ACCEPTED } from './suggestions.ts'

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

/** False where another of two planned at once has its number already: nothing is kept. */
export async function saveCampaign(
  trx: Trx,
  campaign: Campaign,
  members: readonly CampaignMember[],
): Promise<boolean> {
  const row = {
    id: campaign.id,
    audience: campaign.audience,
    planned_on: campaign.plannedOn,
    days: campaign.days,
    cost_cents: campaign.costCents,
    planned_by: campaign.plannedBy,
    terms: JSON.stringify(campaign.terms),
  }
  const inserted = await trx('campaign').insert(row).onConflict('id').ignore().returning('id')
  if (inserted.length === 0) return false
  for (let from = 0; from < members.length; from += ROWS)
    await trx('campaign_member').insert(
      members.slice(from, from + ROWS).map(({ id, arm }) => ({ campaign: campaign.id, member: id, arm })),
    )
  return true
}

/** The latest first. */
export async function campaigns(state: Pick<State, 'read'>): Promise<Campaign[]> {
  const rows = await state.read('campaign').orderBy([
    { column: 'planned_on', order: 'desc' },
    { column: 'id', order: 'desc' },
  ])
  return z.array(stored).parse(rows)
}

/** Those that were approved, and those from before there was a ledger: what was only planned contacted nobody. */
export async function approvedCampaigns(state: Pick<State, 'read'>): Promise<Campaign[]> {
  const rows = await notApproved(state).select('s.subject')
  const others = new Set(
    z
      .array(z.object({ subject: z.string() }))
      .parse(rows)
      .map(({ subject }) => subject),
  )
  return (await campaigns(state)).filter(({ id }) => !others.has(id))
}

function notApproved({ read }: Pick<State, 'read'>) {
  return read('suggestion as s').where('s.kind', 'campaign').whereNotIn('s.status', ACCEPTED)
}

export async function membersOf(state: Pick<State, 'read'>, campaign: string): Promise<CampaignMember[]> {
  return z
    .array(storedMember)
    .parse(await state.read('campaign_member').where({ campaign }).select('member', 'arm'))
}

/** Whom it contacts, without its holdout. */
export async function contactsOf(
  state: Pick<State, 'read'>,
  campaign: string,
): Promise<{ readonly platform: string; readonly customer: string }[]> {
  return (await membersOf(state, campaign)).flatMap(({ id, arm }) => {
    const at = id.indexOf('/')
    return arm === 'contact' ? [{ platform: id.slice(0, at), customer: id.slice(at + 1) }] : []
  })
}

/** How often each member was contacted by campaigns planned since and approved. */
export async function contactsSince(state: Pick<State, 'read'>, day: string): Promise<Map<string, number>> {
  const rows = await state
    .read('campaign_member as m')
    .join('campaign as c', 'c.id', 'm.campaign')
    .where('c.planned_on', '>=', day)
    .whereNotExists(notApproved(state).whereRaw('s.subject = c.id').select('s.id'))
    .where('m.arm', 'contact')
    .groupBy('m.member')
    .select('m.member')
    .count({ times: '*' })
  const counted = z.array(z.object({ member: z.string(), times: number })).parse(rows)
  return new Map(counted.map(({ member, times }) => [member, times]))
}
