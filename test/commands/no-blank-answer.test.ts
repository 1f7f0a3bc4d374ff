import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../commands/registry/registry.ts'
import { bindCommand, isUsage, READERS } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { toBlockKit } from '../../src/messages/block-kit.ts'
import type { Message } from '../../src/messages/message.ts'
import { sayUsage } from '../../src/messages/usage.ts'
import { isReadable } from '../../src/messages/visible.ts'
import { withShare } from '../../src/slack/edge/share.ts'
import { type DemoShopName, filesOf, openDemoShop } from '../support/demo-shops.ts'
import { openMarket } from '../support/market.ts'

/** Every kind of question, beside the examples that the help gives. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  '/calendar': [
    '',
    'december',
    'add Garden week 2026-12-01..2026-12-07 category=Toys',
    'add nothing',
    'edit 99 holiday',
    'remove 99',
    'import date,name\n2026-12-24,Christmas Eve',
  ],
  '/subscribe': [
    '',
    'daily me 08:00 weekdays',
    'weekly',
    'daily for nowhere',
    'history',
    'send 99',
    'daily 99:00',
  ],
  '/target': ['', 'gmv 5k november', 'orders 900 2018-09', 'units q4 off', 'conversion 5% november', 'gmv'],
  '/merchant': ['', 'M-007', 'a', 'nobody'],
  '/merchants': ['', 'falling', 'at-risk', 'new', 'breaching', 'onboarding', 'top region=Berlin', 'foo'],
  '/oncall': ['', 'swap shop me until tomorrow'],
  '/alerts': [
    '',
    'open',
    'preview gmv beyond 4',
    'preview conversion below 2%',
    'abcd1234 log',
    '1',
    'mark release 2.14',
    'silences',
    'silence kpi=gmv until tomorrow 09:00 sale',
    'silence 9 end',
    'rules',
    'rule gmv beyond 4 down money 50',
    'rule 9',
  ],
  '/campaign': [
    'plan budget=500 cost=0.30',
    'plan budget=500 cost=0.30 margin=30%',
    'report CP-2026-11-23-1',
  ],
  '/experiment': [
    '',
    'status',
    'status EXP-7',
    'report',
    'report EXP-7',
    'plan conversion base=5% daily=1500',
  ],
  '/explore': ['gmv', 'orders 90', 'conversion'],
  '/floorwalker': ['', 'help', 'status', 'audit'],
  '/forecast': ['', 'gmv', 'orders 7', 'conversion price=-5%', 'gmv 30'],
  '/kpi': ['gmv', 'orders 7d', 'conversion', 'gmv 2026-10', 'refund_rate'],
  '/price': ['SKU-1042', 'what-if SKU-1042 19.90', 'M-007 confidence=80%'],
  '/recommend': ['SKU-1042', 'M-007', 'champions'],
  '/restock': ['', 'budget=5000', 'SKU-1042', 'M-007'],
  '/sources': ['', 'orders'],
  '/model': ['', 'conversion'],
  '/actions': [
    '',
    'open',
    'decided',
    'outcomes',
    'rules',
    '1',
    'approve 1',
    'skip 1 no',
    'edit 1 24',
    'confidence',
  ],
  '/why': ['gmv', 'orders', 'conversion', 'aov yesterday'],
}

const ASKER = { userId: 'U1', name: 'Ann', channelId: 'C1', roles: READERS }

async function openShop(name: DemoShopName | 'empty'): Promise<{ ctx: Context; stop(): Promise<unknown> }> {
  if (name !== 'empty') return openDemoShop(name)
  const market = await openMarket({ isEmpty: true })
  return { ctx: market.ctx, stop: () => market.remove() }
}

/** What Slack shows of it beside buttons. */
function shownBy(message: Message): number {
  const { blocks } = toBlockKit(
    withShare(message, 'id', { button: 'Share', elsewhere: 'Elsewhere', files: 'CSV' }),
    { level: 'full' },
  )
  return blocks.filter(({ type }) => type !== 'actions' && type !== 'divider').length
}

describe.each(['empty', 'olist', 'shop'] as const)('no answer is blank over the shop “%s”', (name) => {
  const isThere = name === 'empty' || filesOf(name) !== null
  let shop: Awaited<ReturnType<typeof openShop>>
  beforeAll(async () => {
    if (isThere) shop = await openShop(name)
  }, 400_000)
  afterAll(() => shop?.stop())

  const asked = commands.flatMap((command) => {
    const examples = command.examples.map((example) => example.slice(command.name.length).trim())
    return [...new Set([...(ASKED[command.name] ?? []), ...examples])].map((text) => ({ command, text }))
  })

  it('asks every command in more than one way', () => {
    for (const command of commands) expect(ASKED[command.name] ?? [], command.name).not.toEqual([])
  })

  it.skipIf(!isThere).each(asked)('$command.name $text', { timeout: 120_000 }, async ({ command, text }) => {
    const said = await bindCommand(command, () => shop.ctx).ask(text, ASKER)
    const answer = isUsage(said) ? sayUsage(command, said) : said
    expect(isReadable(answer), answer.text).toBe(true)
    expect(answer.text.trim()).not.toBe('')
    expect(shownBy(answer)).toBeGreaterThan(0)
  })
})
