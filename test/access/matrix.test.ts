import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { homePage } from '../../commands/home/page.ts'
import { commands } from '../../commands/registry/registry.ts'
import { limited, withoutNames } from '../../commands/shared/limited.ts'
import { digest } from '../../jobs/digest.ts'
import { type Asker, bindCommand, isUsage, type Role } from '../../src/command.ts'
import type { Sees } from '../../src/lib/access.ts'
import { subscribe } from '../../src/state/messages/subscriptions.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'

const OWN = 'merchant=M-nordmarkt'
/** of what the person may not see: the other merchant, its platform, the shop's figures and lists of all of it */
const OTHERS = /bazario|€600|€24,300|SKU-(?:Toys|Games)|1,680/

const clock = { now: () => new Date(`${TODAY}T06:45:00Z`) }

const ROLES: readonly (readonly Role[])[] = [
  ['viewer'],
  ['viewer', 'operator'],
  ['viewer', 'operator', 'manager'],
]

describe('what is answered', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())
  const bound = () => commands.map((command) => withoutNames(bindCommand(limited(command), () => market.ctx)))
  const askerOf = (roles: readonly Role[], sees: Sees): Asker => ({
    ...{ userId: 'UX', name: 'X', channelId: 'D1', roles },
    ...(sees !== 'all' && { sees }),
  })
  /** the shop, another's segment, one's own */
  const LINES: Readonly<Record<string, readonly string[]>> = {
    '/kpi': ['gmv', 'gmv merchant=M-bazario', 'gmv platform=nordmarkt', 'gmv category=Toys', 'gmv nowhere'],
    '/why': ['gmv', 'gmv merchant=M-bazario', 'conversion platform=bazario'],
    '/forecast': ['gmv', 'gmv merchant=M-bazario', 'orders 7'],
    '/merchant': ['M-bazario', 'bazario', 'M-'],
    '/merchants': ['', 'top', 'falling'],
    '/price': ['SKU-Games', 'M-bazario'],
    '/restock': ['', 'M-bazario'],
    '/recommend': ['SKU-Games'],
    '/actions': ['', 'open', 'M-bazario', 'outcomes'],
    '/alerts': ['', 'preview gmv beyond 4'],
    '/sources': [''],
    '/target': [''],
    '/model': [''],
    '/explore': ['gmv'],
    '/campaign': ['plan budget=500 cost=0.30'],
    '/experiment': [''],
    '/floorwalker': ['status', 'audit'],
    '/oncall': [''],
    '/calendar': ['', 'add Sale 2026-12-01 merchant=M-bazario', 'edit 1 2026-12-02', 'remove 1'],
    '/subscribe': ['daily me', 'daily me merchant=M-bazario', 'daily me nowhere', ''],
  }

  it('covers every command', () => {
    expect(Object.keys(LINES).sort()).toEqual(commands.map(({ name }) => name).sort())
  })

  it.each(ROLES)(
    'to who sees one merchant, with the roles %s %s %s: nothing of the rest',
    async (...roles) => {
      for (const command of bound())
        for (const line of LINES[command.name] ?? []) {
          const said = JSON.stringify(await command.ask(line, askerOf(roles, [OWN])))
          expect(OTHERS.exec(said)?.[0] ?? null, `${command.name} ${line}: ${said.slice(0, 300)}`).toBeNull()
        }
    },
  )

  it('to who sees nothing: no figure at all', async () => {
    for (const command of bound())
      for (const line of [...(LINES[command.name] ?? []), 'gmv merchant=M-nordmarkt']) {
        const said = JSON.stringify(await command.ask(line, askerOf(['viewer'], [])))
        expect(said, `${command.name} ${line}`).not.toMatch(/€\d/)
      }
  })

  it.each([
    ['/kpi', `gmv ${OWN}`],
    ['/merchant', 'M-nordmarkt'],
    ['/forecast', `gmv ${OWN}`],
    ['/subscribe', `daily me ${OWN}`],
  ])('of one’s own is answered: %s %s', async (name, line) => {
    const command = bound().find((one) => one.name === name)
    const said = await command?.ask(line, askerOf(['viewer'], [OWN]))
    expect(isUsage(said)).toBe(false)
    expect(JSON.stringify(said)).not.toMatch(OTHERS)
  })

  it('on the App Home: what may be asked, and nothing else', async () => {
    const page = JSON.stringify(await homePage(market.ctx, askerOf(['viewer'], [OWN])))
    expect(page).toContain('M-nordmarkt')
    expect(page).not.toMatch(/Data as of|#daily-digest|bazario/)
  })

  it('in a digest: a channel that sees one merchant gets no other, asked for or stored before', async () => {
    const { ctx } = market
    const dir = await mkdtemp(join(tmpdir(), 'access-'))
    const accessPath = join(dir, 'access.yaml')
    await writeFile(accessPath, `channels:\n  '#nordmarkt': ['${OWN}']\n`)
    const limitedCtx = { ...ctx, config: { ...ctx.config, accessFile: accessPath } }
    const ids = await ctx.state.transaction(async (trx) => [
      await subscribe(trx, { kind: 'daily', channel: '#nordmarkt', at: '08:00', zone: 'UTC' }),
      await subscribe(trx, { kind: 'daily', channel: '#nordmarkt', at: '08:00', zone: 'UTC', segment: OWN }),
    ])
    const texts: string[] = []
    for (const id of ids) {
      const due = { at: clock.now(), day: TODAY, lane: `subscription:${id}`, isLate: false }
      const ran = await digest.run(limitedCtx, { ...due, fenced: (work) => ctx.state.transaction(work) })
      texts.push(ran.text)
    }
    expect(texts).toEqual([
      'Its channel may not see what it is of.',
      expect.stringContaining('Posted the digest'),
    ])
    const command = commands.find(({ name }) => name === '/subscribe')
    if (!command) throw new Error('there is no /subscribe')
    const asked = bindCommand(command, () => limitedCtx)
    const manager = askerOf(['viewer', 'operator', 'manager'], 'all')
    expect(await asked.ask('weekly #nordmarkt', manager)).toMatchObject({
      because: expect.stringContaining(`#nordmarkt sees only ${OWN}`),
    })
    expect(isUsage(await asked.ask(`weekly #nordmarkt ${OWN}`, manager))).toBe(false)
    await rm(dir, { recursive: true })
  })
})
