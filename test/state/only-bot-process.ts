import { openState } from '../../src/state/database/connect.ts'

/** Is the only bot on a database until it is killed. */
const state = await openState(process.argv[2] ?? '')
await state.beOnlyBot()
console.log('held')
setInterval(() => {}, 60_000)
