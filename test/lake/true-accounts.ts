import { expect } from 'vitest'
import type { Account, Lake } from '../../src/lake/contract/lake.ts'

/** Rows in = clean + merged + rejected, and as many lie in quarantine as are said to. */
export async function expectTrueAccounts(lake: Lake): Promise<readonly Account[]> {
  const accounts = await lake.accounts()
  for (const { rowsIn, clean, merged, quarantined } of accounts)
    expect(clean + merged + quarantined).toBe(rowsIn)
  for (const { table, quarantined } of accounts)
    expect(await lake.query(`select count(*) as n from quarantine where table_name = '${table}'`)).toEqual([
      { n: quarantined },
    ])
  return accounts
}
