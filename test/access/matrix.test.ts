import type { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { homePage } from '../../commands/home/page.ts'
import { commands } from '../../commands/registry.ts'
import { limited, withoutNames } from '../../commands/shared/limited.ts'
import { digest } from '../../jobs/digest.ts'
import { type Asker, bindCommand, isUsage, type Role } from '../../src/command.ts'
import {
  type AccessRules,
  bothSee,
  channelSees,
  isGranted,
  type Sees,
  unionOf,
} from '../../src/lib/access.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { accessFile } from '../../src/settings/access.ts'
import { shareAction } from '../../src/slack/edge/actions.ts'
import { createAuth } from '../../src/slack/edge/auth.ts'
import { channelAccess } from '../../src/slack/edge/channel-access.ts'
import { shareElsewhere } from '../../src/slack/edge/pass-on.ts'
import { createShares } from '../../src/slack/edge/share.ts'
import { subscribe } from '../../src/state/messages/subscriptions.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'

const OWN = 'merchant=M-nordmarkt'
/** of what the person may not see: the other merchant, its platform, the shop's figures and lists of all of it */
const OTHERS = /bazario|€600|€24,300|SKU-(?:Toys|Games)|1,680/

const clock = { now: () => new Date(`${TODAY}T06:45:00Z`) }
const log = pino({ level: 'silent' })
const localeFor = () => localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' })

describe('a segment', () => {
  it.each([
    ['all', '', true],
    ['all', OWN, true],
    [[OWN], OWN, true],
    [[OWN], `category=Toys ${OWN}`, true],
    [[OWN], '', false],
    [[OWN], 'merchant=M-bazario', false],
    [[OWN], 'platform=nordmarkt', false],
    [['platform=bazario category=Toys'], 'platform=bazario category=Toys', true],
    [['platform=bazario category=Toys'], 'platform=bazario', false],
    [['category=Home & Living', OWN], 'category=Home & Living', true],
    [[], OWN, false],
    [[], '', false],
  ] as const)('of %j: %j is seen: %s', (sees, written, isSeen) => {
    expect(isGranted(sees, written)).toBe(isSeen)
  })

  it('is seen by two where both see it', () => {
    expect(bothSee('all', [OWN])).toEqual([OWN])
    expect(bothSee([OWN], 'all')).toEqual([OWN])
    expect(bothSee([OWN], [`category=Toys ${OWN}`])).toEqual([`category=Toys ${OWN}`])
    expect(bothSee([OWN], ['merchant=M-bazario'])).toEqual([])
    expect(unionOf([[OWN], ['category=Toys'], [OWN]])).toEqual([OWN, 'category=Toys'])
    expect(unionOf([[OWN], 'all'])).toBe('all')
  })

  it.each([
    { groups: { buyers: 'some' } },
    { groups: { buyers: ['M-007'] } },
    { channels: { '#x': ['shop=all'] } },
    { people: {} },
  ])('written wrongly is a fault: %j', (written) => {
    expect(accessFile.safeParse(written).success).toBe(false)
  })
})

const RULES: AccessRules = {
  groups: { 'nordmarkt-team': [OWN], directors: 'all' },
  others: [],
  channels: { '#nordmarkt': [OWN], CPARTNER: [OWN] },
}

describe('who asks', () => {
  const people: Readonly<Record<string, object>> = {
    UMEMBER: {},
    UTEAM: {},
    UBOSS: {},
    UGUEST: { is_restricted: true },
    UGUESTTEAM: { is_restricted: true },
    USTRANGER: { is_stranger: true },
    USTRANGERTEAM: { is_stranger: true },
  }
  const groups: Readonly<Record<string, readonly string[]>> = {
    SN: ['UTEAM', 'UGUESTTEAM', 'USTRANGERTEAM'],
    SD: ['UBOSS'],
  }
  const client = {
    apiCall: async (method: string, given: { user?: string; usergroup?: string; channel?: string }) => {
      if (method === 'users.info') return { user: { name: 'x', ...people[given.user ?? ''] } }
      if (method === 'usergroups.list')
        return {
          usergroups: [
            { id: 'SN', handle: 'nordmarkt-team' },
            { id: 'SD', handle: 'directors' },
          ],
        }
      if (method === 'usergroups.users.list') return { users: groups[given.usergroup ?? ''] ?? [] }
      if (given.channel === 'CBROKEN') throw new Error('not readable')
      return {
        channel: { name: NAMES[given.channel ?? ''], is_ext_shared: given.channel?.startsWith('CEXT') },
      }
    },
  } as unknown as WebClient
  const NAMES: Readonly<Record<string, string>> = { C1: 'general', C2: 'nordmarkt', CEXT: 'partner' }
  const authWith = (rules: () => AccessRules) =>
    createAuth({ client, groups: { operator: null, manager: null }, localeFor, access: rules, clock, log })
  const seen = async (userId: string, rules = () => RULES) => {
    const found = await authWith(rules).permit({ userId, channelId: 'C1', teamId: 'T' })
    return found.kind === 'refused'
      ? 'refused'
      : { sees: found.asker.sees ?? 'all', roles: found.asker.roles }
  }

  it.each([
    ['UTEAM', { sees: [OWN], roles: ['viewer'] }],
    ['UBOSS', { sees: 'all', roles: ['viewer', 'operator', 'manager'] }],
    ['UMEMBER', { sees: [], roles: ['viewer'] }],
    ['UGUEST', 'refused'],
    ['UGUESTTEAM', { sees: [OWN], roles: ['viewer'] }],
    ['USTRANGER', 'refused'],
    ['USTRANGERTEAM', { sees: [OWN], roles: ['viewer'] }],
  ])('%s sees what the groups grant', async (userId, expected) => {
    expect(await seen(userId)).toEqual(expected)
  })

  it('sees nothing where a group or the file cannot be read, and everything where there is none', async () => {
    expect(await seen('UBOSS', () => ({ ...RULES, groups: { gone: 'all' } }))).toMatchObject({ sees: [] })
    const broken = () => {
      throw new Error('not YAML')
    }
    expect(await seen('UMEMBER', broken)).toMatchObject({ sees: [] })
    expect(await seen('UMEMBER', () => ({ groups: {}, others: 'all', channels: {} }))).toMatchObject({
      sees: 'all',
    })
  })

  it.each([
    ['C1', 'all'],
    ['C2', [OWN]],
    ['CPARTNER', [OWN]],
    ['CEXT', []],
    ['CBROKEN', []],
    ['D1', 'all'],
  ])('a channel %s sees %j', async (channel, sees) => {
    expect(await channelAccess({ client, rules: () => RULES, clock, log })(channel)).toEqual(sees)
  })

  it.each([
    ['C1', true],
    ['C2', false],
    ['CEXT', false],
  ])('an answer is shared to %s: %s', async (channelId, isShared) => {
    const shares = createShares(clock)
    const said: string[] = []
    const sees = channelAccess({ client, rules: () => RULES, clock, log })
    const edge = { shares, localeFor, channelSees: sees }
    const keep = () =>
      shares.keep({ message: { text: 'GMV', blocks: [] }, channelId, userId: 'U', asked: '/kpi gmv' })
    const say = async ({ channel }: { channel: string }) => void said.push(channel)
    const asker: Asker = { userId: 'U', channelId, roles: ['viewer'] }
    await shareAction(edge, say, async () => 'posted').run({ asker, name: 'Ana', value: keep() })
    const elsewhere = shareElsewhere(edge, say, async () => true)
    const filled = { asker, name: 'Ana', value: keep(), fields: { channel: channelId } }
    expect(await elsewhere.check?.(filled)).toEqual(
      isShared ? null : { channel: expect.stringContaining('may see') },
    )
    await elsewhere.submit?.(filled)
    expect(said).toEqual(isShared ? [channelId, channelId] : [])
  })

  it('a channel is known by its id and by its name', () => {
    expect(channelSees(RULES, ['C9', 'nordmarkt'])).toEqual([OWN])
    expect(channelSees(RULES, ['#nordmarkt'])).toEqual([OWN])
    expect(channelSees(RULES, ['C9', null])).toBeUndefined()
  })
})

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
    const { writeFile, mkdtemp, rm } = await import('node:fs/promises')
    const dir = await mkdtemp('/tmp/access-')
    const accessPath = `${dir}/access.yaml`
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
