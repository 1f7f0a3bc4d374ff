import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { respond } from '../../src/alerts/life/respond.ts'
import { alertEvents } from '../../src/state/alert-events.ts'
import { openAlerts, resolvedAlerts } from '../../src/state/alerts.ts'
import { saveSetting } from '../../src/state/settings.ts'
import { planSlots } from '../../src/state/slots/plan.ts'
import { runs } from '../../src/state/slots/slots.ts'
import { voice } from '../alerts/watched-state.ts'
import { freshDatabase, HAS_POSTGRES, type TestDatabase } from '../support/databases.ts'
import { allPosted } from '../support/outbox.ts'
import { FILE, KILL, LIFE } from './alert-plan.ts'

const RUN = fileURLToPath(new URL('../support/run.js', import.meta.url))
const WORKER = fileURLToPath(new URL('./alert-worker.ts', import.meta.url))
const LEASE_MS = 500
const MINUTE = 60_000

if (!HAS_POSTGRES) console.log('alert life: skipped, for TEST_DATABASE_URL names no PostgreSQL')

describe.runIf(HAS_POSTGRES)(
  'an alert that three replicas look after, one of them killed at each step',
  () => {
    let database: TestDatabase
    let dir: string
    let replicas: { child: ChildProcess; said: () => string }[] = []

    function begin() {
      const child = spawn(
        process.execPath,
        [RUN, WORKER, database.url, join(dir, 'alerts.yaml'), String(LEASE_MS)],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      let said = ''
      child.stdout.on('data', (text) => {
        said += text
      })
      return { child, said: () => said }
    }

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'alert-life-'))
      await writeFile(join(dir, 'alerts.yaml'), FILE)
      database = await freshDatabase('postgres')
      replicas = [begin(), begin(), begin()]
      while (!replicas.every(({ said }) => said().includes('started'))) await pause(20)
    }, 60_000)
    afterAll(async () => {
      for (const { child } of replicas) child.kill('SIGKILL')
      await database.remove()
      await rm(dir, { recursive: true, force: true })
    })

    /** One slot, whose first replica is killed; another one takes it over. */
    async function step({ at, job, point }: (typeof LIFE)[number]) {
      await database.state.transaction(async (trx) => {
        await saveSetting(trx, KILL, `${at.toISOString()} ${point}`)
        await planSlots(trx, { job, lane: '', slots: [{ at, day: '2026-11-23' }], isManual: true })
      })
      for (;;) {
        const dying = replicas.find(({ said }) => said().includes('kill me'))
        if (dying) {
          dying.child.kill('SIGKILL')
          replicas = [...replicas.filter((one) => one !== dying), begin()]
          break
        }
        await pause(20)
      }
      const isDone = async () =>
        (await runs(database.state, { limit: 50, job })).some(
          (run) => run.at.getTime() === at.getTime() && run.state === 'done',
        )
      while (!(await isDone())) await pause(20)
    }

    it('is told, escalated, reminded of and handed over once each', async () => {
      const { state } = database
      for (const one of LIFE) {
        await step(one)
        if (one.at.getTime() !== (LIFE[0]?.at.getTime() ?? 0) + 25 * MINUTE) continue
        const [alert] = await openAlerts(state)
        const press = { id: alert?.id ?? '', userId: 'U1', name: 'Mara', locale: voice.locale }
        await respond(
          state,
          { ...press, at: new Date(one.at.getTime() + 5 * MINUTE) },
          { act: 'acknowledge' },
          voice,
        )
      }
      const [alert] = await resolvedAlerts(state, new Date(0))
      const events = await alertEvents(state, alert?.id ?? '')
      expect(events.map(({ kind }) => kind)).toEqual([
        ...[
          'open',
          'announced',
          'escalated',
          'acked',
          'asked',
          'unacked',
          'escalated',
          'reminded',
          'resolve',
        ],
      ])
      const posted = await allPosted(state)
      const roots = posted.filter(({ parentKey }) => parentKey === null).map(({ key }) => key.split(':')[0])
      expect(roots.toSorted()).toEqual(['alert', 'oncall'])
      const lines = posted.filter(({ parentKey }) => parentKey !== null).map(({ text }) => text)
      const times = (said: string) => lines.filter((text) => text.includes(said)).length
      expect({
        escalated: times('Nobody has taken it'),
        asked: times('are you still on it?'),
        givenBack: times('No answer: the acknowledgement is taken back'),
        reminded: times('Still open, and nobody has it'),
        over: times('Resolved:'),
        lines: lines.length,
      }).toEqual({ escalated: 2, asked: 1, givenBack: 1, reminded: 1, over: 1, lines: 7 })
      expect((await runs(state, { limit: 50 })).filter(({ attempts }) => attempts < 2)).toEqual([])
    }, 120_000)
  },
)
