import type { Lake } from '../../lake/contract/lake.ts'

/** A campaign that the shop ran by itself, as a platform tells it. */
export interface PastCampaign {
  readonly [column: string]: string | null
  readonly id: string
  readonly name: string | null
  readonly starts_at: string | null
}

/** The latest first. */
export function pastCampaigns(lake: Pick<Lake, 'query'>): Promise<PastCampaign[]> {
  return lake.query<PastCampaign>(
    `select
       campaign_id as id,
       max(name) as name,
       cast(min(starts_at) as string) as starts_at
     from clean_campaigns
     group by campaign_id
     order by 3 desc, 1`,
  )
}
