import { shopIn } from '../lake/shop.ts'

/** Every KPI of every day and segment, as they are kept. */
export async function kpisIn(dir: string): Promise<readonly unknown[]> {
  const shop = await shopIn(dir)
  try {
    return await shop.lake.query('select * from mart_kpi order by all')
  } finally {
    await shop.close()
  }
}
