import { setTimeout as pause } from 'node:timers/promises'
import { startScheduler } from '../../src/scheduler.ts'
import { record } from '../../src/state/audit.ts'
import { openState } from '../../src/state/database/connect.ts'
import type { Trx } from '../../src/state/database/state.ts'
import { enqueue } from '../../src/state/messages/outbox.ts'
import { type Claim, claimSlot, fenced, finish, runs } from '../../src/state/slots/slots.ts'
import { wordsAsContent } from '../support/outbox.ts'
import { jobOf, schedulingContext } from '../support/scheduling.ts'
import { COUNTED, slots, WATCHED } from './plan.ts'

/**
 * A process to be killed: `<database url> <lease in ms> <slots>`. Runs two jobs until every slot is done. `watched` goes through
 * the scheduler, which records the end of a run after its effect, so the effect is told by its key; `counted` ends its
 * run in the transaction of its effect, so nothing need tell it apart.
 */
const [url = '', lease = '', count = ''] = process.argv.slice(2)
const leaseMs = Number(lease)
const planned = slots(Number(count))
const NOW = planned.at(-1)?.at ?? new Date(0)
const me = String(process.pid)
const state = await openState(url)
const nameOf = (slot: { at: Date }) => slot.at.toISOString()
const someMoment = () => pause(Math.random() * 6)

const say = (trx: Trx, job: string, slot: { at: Date }) =>
  enqueue(trx, { key: `${job} ${nameOf(slot)}`, channel: '#chaos', content: wordsAsContent(job) }, NOW)
const effect = (trx: Trx, did: string, slot: { at: Date }) =>
  record(trx, { who: me, did, what: nameOf(slot), at: NOW })

const watched = jobOf({
  name: WATCHED,
  schedule: { everyMinutes: 1 },
  async run(_, due) {
    await someMoment()
    await due.fenced(async (trx) => {
      if ((await say(trx, WATCHED, due)) === 'new') await effect(trx, WATCHED, due)
    })
    await someMoment()
    return { text: me }
  },
})

async function countOne(claim: Claim): Promise<void> {
  await someMoment()
  await fenced(state, claim, async (trx) => {
    await effect(trx, COUNTED, claim)
    await say(trx, COUNTED, claim)
    await finish(trx, claim, me)
  })
}

async function isDone(): Promise<boolean> {
  const all = await runs(state, { limit: 3 * planned.length })
  return all.filter((run) => run.state === 'done').length === 2 * planned.length
}

const scheduler = startScheduler({
  jobs: [watched],
  ctx: schedulingContext(state, { now: () => NOW }),
  leaseMs,
  maxAttempts: 1000,
  ticker(tick) {
    const timer = setInterval(() => void tick(), 50)
    return { stop: () => clearInterval(timer) }
  },
})
let isAtWork = false
while (!(await isDone())) {
  const claim = await claimSlot(state, { job: COUNTED, owner: me, leaseMs, maxAttempts: 1000 })
  // a process that is killed before it has begun anything proves nothing
  if (!isAtWork) process.stdout.write('working\n')
  isAtWork = true
  if (claim) await countOne(claim)
  await someMoment()
}
await scheduler.stop()
await state.close()
