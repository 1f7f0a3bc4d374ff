import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { actions } from '../../commands/actions/actions.ts'
import { price } from '../../commands/price.ts'
import { advise } from '../../jobs/advise.ts'
import { digest } from '../../jobs/digest.ts'
import { bindCommand } from '../../src/command.ts'
import type { Context, Due } from '../../src/context.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'
import { openSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { type Market, TODAY } from '../support/market.ts'
import { outboxDoor } from '../support/outbox.ts'
import { openPricedShop } from '../support/priced-shop.ts'
import { soon } from '../support/soon.ts'
import { click, slash, submitted } from './payloads.ts'
import { clock, startAnswers, startBot, startServer } from './workspace.ts'

let market: Market
let ctx: Context
let server: Awaited<ReturnType<typeof startServer>>
let bot: Awaited<ReturnType<typeof startBot>>
let answers: Awaited<ReturnType<typeof startAnswers>>

function night(): Due {
  return {
    at: new Date(`${TODAY}T02:30:00Z`),
    day: TODAY,
    lane: '',
    isLate: false,
    fenced: (work) => ctx.state.transaction(work),
  }
}

beforeAll(async () => {
  market = await openPricedShop()
  await measure(market.ctx.lake, metrics, 'all')
  // the relay posts by the clock of the day
  const deliver = outboxDoor(clock)
  ctx = { ...market.ctx, deliver }
  // learns what all products say together, so that each question takes a moment only
  await advise.run(ctx, night())
  server = await startServer()
  bot = await startBot({
    apiUrl: server.apiUrl,
    state: ctx.state,
    commands: [bindCommand(price, () => ctx)],
    actions: actions(ctx),
  })
})
afterAll(async () => {
  await bot.bot.stop()
  await server.close()
  await market.remove()
})
beforeEach(async () => {
  answers = await startAnswers()
})
afterEach(() => answers.close())

interface Heard {
  readonly text: string
  readonly blocks?: readonly { readonly type: string }[] | undefined
}

const row = z.looseObject({
  elements: z.array(
    z.looseObject({
      action_id: z.string(),
      value: z.string().default(''),
      text: z.looseObject({ text: z.string() }),
    }),
  ),
})

function buttonsIn({ blocks = [] }: Heard): { label: string; action: string; value: string }[] {
  return blocks.flatMap((block) => {
    const parsed = block.type === 'actions' ? row.safeParse(block).data : undefined
    return (parsed?.elements ?? []).map(({ action_id, value, text }) => ({
      label: text.text,
      action: action_id,
      value,
    }))
  })
}

/** What is answered next; that it takes a while is no answer. */
function answered(before: number): Promise<Heard & { replace_original?: boolean }> {
  return soon(
    () => {
      const found = answers.heard.slice(before).find(({ text }) => !text.startsWith('Working on'))
      if (!found) throw new Error('nothing was answered')
      return found
    },
    { interval: 20 },
  )
}

/** Presses the first button of a label, and waits for what is answered. */
async function press(on: Heard, label: string | RegExp): Promise<Heard & { replace_original?: boolean }> {
  const button = buttonsIn(on).find((one) => one.label.match(label))
  if (!button) throw new Error(`no button ${label} below “${on.text}”`)
  const before = answers.heard.length
  await bot.send(click(button.action, button.value, answers.url))
  return answered(before)
}

async function ask(text: string): Promise<Heard> {
  const before = answers.heard.length
  await bot.send(slash('/price', text, answers.url))
  return answered(before)
}

const idIn = (on: Heard) => Number(buttonsIn(on)[0]?.value.split('|')[0])
const stored = (id: number) => suggestionById(ctx.state, id)

describe('below the answer of /price, over Bolt', () => {
  it('Approve decides the suggestion, and the answer in its place says who did', async () => {
    const said = await ask('TOY-0')
    const id = idIn(said)
    expect(buttonsIn(said).map(({ label }) => label)).toEqual([
      expect.stringMatching(/^Approve [+−][\d.]+ % for TOY-0$/),
      `Edit No. ${id}`,
      `Skip No. ${id}`,
      'Share in channel',
      'Share elsewhere…',
    ])
    const after = await press(said, 'Approve')
    expect(after).toMatchObject({ replace_original: true })
    expect(after.text).toContain(`No. ${id} (price of nordmarkt/TOY-0) is now approved by Admin User.`)
    expect(buttonsIn(after).filter(({ label }) => label.startsWith('Approve'))).toEqual([])
    expect(await stored(id)).toMatchObject({ status: 'approved', decided: { name: 'Admin User' } })
  })

  it('Skip asks for a reason first, and keeps it', async () => {
    const said = await ask('TOY-1')
    const id = idIn(said)
    const asking = await press(said, 'Skip')
    expect((await stored(id))?.status).toBe('open')
    expect(buttonsIn(asking).map(({ label }) => label)).toContain('The figures are wrong')
    const after = await press(asking, 'The figures are wrong')
    expect(after.text).toContain(`No. ${id} (price of nordmarkt/TOY-1) is now skipped`)
    expect(await stored(id)).toMatchObject({ status: 'skipped', reason: 'The figures are wrong' })
  })

  it('Edit takes another price, and refuses one that is none', async () => {
    const said = await ask('TOY-2')
    const id = idIn(said)
    const button = buttonsIn(said).find(({ label }) => label.startsWith('Edit'))
    const filled = (value: string) =>
      bot.send(submitted('suggestion.edit', button?.value ?? '', { value }, answers.url))
    expect(await (await filled('900')).json()).toMatchObject({
      response_action: 'errors',
      errors: { value: expect.stringContaining('is far from') },
    })
    expect((await stored(id))?.status).toBe('open')
    const before = answers.heard.length
    await filled('18.49')
    expect((await answered(before)).text).toContain('approved by Admin User, changed to €18.49')
    expect(await stored(id)).toMatchObject({ status: 'edited', edited: { toCents: 1849 } })
  })

  it('says that nothing changed when somebody was first', async () => {
    const said = await ask('TOY-3')
    await press(said, 'Approve')
    expect((await press(said, 'Approve')).text).toContain('Nothing was changed.')
  })
})

describe('below the daily digest, over Bolt', () => {
  async function posted(): Promise<Heard> {
    await digest.run(ctx, { ...night(), at: new Date(`${TODAY}T06:30:00Z`), lane: '#general' })
    return soon(
      async () => {
        const found = (await server.history()).find(({ blocks = [] }) =>
          JSON.stringify(blocks).includes('Suggested actions'),
        )
        if (!found) throw new Error('not posted yet')
        return { text: found.text, blocks: found.blocks }
      },
      { interval: 50 },
    )
  }

  it('Approve decides what its line says, and the digest stays as it was posted', async () => {
    const said = await posted()
    const [approve] = buttonsIn(said)
    const id = Number(approve?.value)
    const after = await press(said, /^Approve [+−]/)
    expect(after.text).toContain(`No. ${id} (price of `)
    expect(after.text).toContain('is now approved by Admin User.')
    expect(after.replace_original ?? false).toBe(false)
    expect((await stored(id))?.status).toBe('approved')

    const [next] = await openSuggestions(ctx.state, 'price')
    const open = await press(said, `Edit or skip No. ${next?.id}`)
    expect(open.replace_original ?? false).toBe(false)
    expect(open.text).toContain(`No. ${next?.id}: Price nordmarkt/`)
    expect(buttonsIn(open).map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Approve [+−]/),
        `Edit No. ${next?.id}`,
        `Skip No. ${next?.id}`,
      ]),
    )
    const asking = await press(open, 'Skip')
    const done = await press(asking, 'Not now')
    expect(done).toMatchObject({ replace_original: true })
    expect(done.text).toContain(`No. ${next?.id} `)
    expect(await stored(next?.id ?? 0)).toMatchObject({ status: 'skipped', reason: 'Not now' })
  })
})
