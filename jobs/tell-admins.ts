import type { Job } from '../src/context.ts'
import { plural } from '../src/lib/text.ts'
import { openTroubles } from '../src/state/troubles.ts'
import { lookForTrouble } from '../src/troubles/look.ts'
import { tellTrouble, tellWell } from '../src/troubles/tell.ts'

/** What each step writes is fenced on its own: a killed run goes on where it was, and tells nothing twice. */
export const tellAdmins: Job = {
  name: 'tell-admins',
  about: 'Tells ADMIN_CHANNEL what of the bot itself does not work, once, and once when it works again.',
  schedule: { everyMinutes: 5, offset: 4 },
  catchUp: 'none',
  isPrompt: true,
  async run(ctx, due) {
    const now = ctx.clock.now()
    const look = await lookForTrouble(ctx.state, {
      jobs: await ctx.jobNames(),
      sources: ctx.sources.map(({ name }) => name),
      now,
      machineNow: new Date(),
    })
    const open = await openTroubles(ctx.state)
    const over = open.filter((one) => look.became(one) !== 'stays')
    const isOpen = ({ kind, subject }: (typeof look.found)[number]) =>
      open.some((one) => one.kind === kind && one.subject === subject)
    const found = look.found.filter((one) => !isOpen(one))
    for (const one of over) await due.fenced((trx) => tellWell(ctx, trx, one, look.became(one) === 'gone'))
    for (const one of found) await due.fenced((trx) => tellTrouble(ctx, trx, one, now))
    return {
      text: `Found ${plural(found.length, 'trouble')}, ${over.length} over, ${open.length - over.length} still there.`,
      counts: { found: found.length, over: over.length },
    }
  },
}
