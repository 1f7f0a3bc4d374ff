import { pino } from 'pino'
import { postClient, readClient } from '../../../src/slack/edge/client.ts'
import { rememberLevels } from '../../../src/slack/outbox/levels.ts'
import { createPoster } from '../../../src/slack/outbox/post.ts'
import { createRelay } from '../../../src/slack/outbox/relay.ts'
import { openState } from '../../../src/state/database/connect.ts'
import { claimNext, markDead, markPosted, markRetry, markTrying } from '../../../src/state/messages/outbox.ts'
import { rest, takeTurn } from '../../../src/state/messages/pace.ts'
import { UNTRACED } from '../../../src/tracing/traced.ts'

/**
 * The bot's relay as a process to be killed: `<database url> <Slack's address> <gap in ms> <lease in ms>`. Posts until it is
 * killed.
 */
const [url = '', apiUrl = '', gapMs = '', leaseMs = ''] = process.argv.slice(2)
const owner = String(process.pid)
const state = await openState(url)
const log = pino({ level: 'silent' })
const clock = { now: () => new Date() }
const access = { botToken: 'xoxb-chaos', apiUrl, timeoutMs: 400 }
const relay = createRelay({
  store: {
    claimNext: (now) => claimNext(state, { owner, now, leaseMs: Number(leaseMs) }),
    markTrying: (id, now) => markTrying(state, id, now, owner),
    markPosted: (id, posted) => markPosted(state, id, posted),
    markRetry: (id, retry) => markRetry(state, id, retry),
    markDead: (id, error) => markDead(state, id, error),
    takeTurn: (channelId, gapMs) => takeTurn(state, channelId, gapMs),
    rest: (channelId, ms) => rest(state, channelId, ms),
  },
  reader: readClient({ ...access, timeoutMs: 5000 }, log),
  poster: createPoster({ client: postClient(access, log), levels: rememberLevels(clock), log }),
  clock,
  traced: UNTRACED,
  log,
  timing: { pollMs: 50, settleMs: 500, gapMs: Number(gapMs), maxAttempts: 1000 },
})
relay.start()
process.stdout.write('posting\n')
