import { openState } from '../../src/state/database/connect.ts'
import { saveSetting, setting } from '../../src/state/settings.ts'

/** Reads, adds one and writes, in one transaction each: `<database url> <times>`. */
const [url = '', times = '0'] = process.argv.slice(2)
const state = await openState(url)
for (let i = 0; i < Number(times); i++) {
  await state.transaction(async (trx) => {
    if (state.dialect === 'postgres') await trx.raw('select pg_advisory_xact_lock(1)')
    const count = Number((await setting({ read: trx }, 'counter')) ?? '0')
    await saveSetting(trx, 'counter', String(count + 1))
  })
}
await state.close()
