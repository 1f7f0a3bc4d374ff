import type { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { Asker } from '../../src/command.ts'
import { type AccessRules, bothSee, channelSees, isGranted, unionOf } from '../../src/lib/access.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { accessFile } from '../../src/settings/access.ts'
import { shareAction } from '../../src/slack/edge/actions.ts'
import { createAuth } from '../../src/slack/edge/auth.ts'
import { channelAccess } from '../../src/slack/edge/channel-access.ts'
import { shareElsewhere } from '../../src/slack/edge/pass-on.ts'
import { createShares } from '../../src/slack/edge/share.ts'

const OWN = 'merchant=M-nordmarkt'
const clock = { now: () => new Date('2026-11-24T06:45:00Z') }
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
