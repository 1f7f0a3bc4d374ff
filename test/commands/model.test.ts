import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { model } from '../../commands/model.ts'
import type { Asker, Role } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { sayTrust } from '../../src/report/say-trust.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { audited } from '../../src/state/audit.ts'
import { championOf, modelInUse, promote, saveModel } from '../../src/state/models/models.ts'
import { englishIn } from '../support/english.ts'
import { type Market, openMarket } from '../support/market.ts'

const asker = (role: Role): Asker => ({ userId: 'U1', channelId: 'C1', roles: ['viewer', role] })

async function answer(ctx: Context, text: string, role: Role = 'viewer'): Promise<string> {
  const query = model.parse(text)
  if (query.kind === 'usage') return `usage: ${query.because} ${query.didYouMean ?? ''}`.trim()
  const said = await model.answer(ctx, query, asker(role))
  return 'kind' in said ? `usage: ${said.because} ${said.didYouMean ?? ''}`.trim() : toPlainText(said)
}

const metrics = {
  rows: 3360,
  baseRate: 0.0312,
  meanPrediction: 0.0301,
  auc: 0.7123,
  logLoss: 0.1342,
  calibrationSlope: 0.97,
  promoLift: 1.4,
}
const better = { promote: true, because: 'better', gain: null }
const calm = { scorePsi: 0.012, calibrationInTheLargeZ: 0.4, columns: [{ column: 'device', psi: 0.02 }] }

async function save(ctx: Context, version: string, more: Record<string, unknown>): Promise<void> {
  await ctx.state.transaction((trx) =>
    saveModel(trx, {
      name: 'conversion',
      version,
      trainedAt: new Date(`${version}T02:30:00Z`),
      dataFrom: '2026-08-25',
      dataTo: '2026-11-10',
      metrics: { ...metrics, ...more },
      content: {},
    }),
  )
}

describe('/model', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket({ isEmpty: true })
  })
  afterAll(() => market.remove())

  it('says that nothing has been trained yet', async () => {
    expect(await answer(market.ctx, '')).toContain('No conversion model has been trained yet')
  })

  it('tells version, training, data range, AUC, calibration, age and drift', async () => {
    await save(market.ctx, '2026-11-20', { verdict: better, drift: calm })
    await save(market.ctx, '2026-11-22', { verdict: better, drift: calm })
    await market.ctx.state.transaction((trx) => promote(trx, 'conversion', '2026-11-22'))
    const text = await answer(market.ctx, '')
    expect(text).toContain(
      'Version 2026-11-22, trained on Sun 22 Nov 2026 on data of 25 Aug to 9 Nov 2026, 2 days old. On 3,360 later sessions: AUC 0.712, calibration slope 0.97 (1 is right), 3.01 % expected and 3.12 % seen.',
    )
    expect(text).toContain('score PSI 0.012, calibration in the large z 0.4')
  })

  it('warns of drift that the latest training found', async () => {
    const drift = { scorePsi: 0.31, calibrationInTheLargeZ: 4.2, columns: [{ column: 'device', psi: 0.4 }] }
    await save(market.ctx, '2026-11-23', {
      verdict: { ...better, promote: false, because: 'not clearly better' },
      drift,
    })
    const text = await answer(market.ctx, '')
    expect(text).toContain('Version 2026-11-22')
    expect(text).toContain('PSI 0.31, above 0.25')
    expect(text).toContain('It expects too few purchases, by more than chance (z 4.2).')
    expect(text).toContain('device 0.40')
  })

  it('says what boosted trees gain and what they cost in explanation, or that they do not predict', async () => {
    const ranking = { logLoss: 0.12, ece: 0.004, baseRate: 0.04 }
    const challenger = {
      predicts: true,
      trees: { ...ranking, auc: 0.936, lift: 7.2 },
      logistic: { ...ranking, auc: 0.9063, lift: 6.1 },
      explained: 0.81,
      leansOn: [
        { column: 'page_views', share: 0.41 },
        { column: 'category', share: 0.2 },
      ],
    }
    const verdict = { ...better, promote: false, because: 'not clearly better' }
    await save(market.ctx, '2026-11-23', { verdict, drift: calm, challenger })
    const text = await answer(market.ctx, '')
    expect(text).toContain(
      "On the latest two weeks they ranked a buyer above a non-buyer 93.6 times in 100, this model 90.6 times; among the tenth of sessions ranked highest 28.80 % bought, by this model's ranking 24.40 %.",
    )
    expect(text).toContain(
      'The cost: nobody can read trees. Odds and what-ifs stay those of this model and explain 81 % of what the trees tell apart',
    )
    expect(text).toContain('The trees look most at page_views 41 %, category 20 %.')
    const inUse = await modelInUse(market.ctx.state, 'conversion')
    expect(inUse && sayTrust(inUse, shopLocale(market.ctx.config))).toContain(
      '71 times in 100, the boosted trees that predict in its place 94 times; mean calibration error 0.40 pp',
    )
    await save(market.ctx, '2026-11-23', {
      verdict,
      drift: calm,
      challenger: { ...challenger, predicts: false },
    })
    const without = await answer(market.ctx, '')
    expect(without).toContain('Boosted trees were tried beside it and do not predict')
    expect(without).not.toContain('The cost')
  })

  it('turns red where the level is far off, and says so where it was put right', async () => {
    const level = { expected: 0.117, seen: 0.254, shift: null as number | null }
    const verdict = { ...better, promote: false, because: 'not clearly better' }
    const drift = { ...calm, calibrationInTheLargeZ: 9, level }
    await save(market.ctx, '2026-11-23', { verdict, drift })
    expect(await answer(market.ctx, '')).toContain(
      '🔴 Do not rely on its level: 11.70 % expected and 25.40 % seen in the latest two weeks. Version',
    )
    const inUse = await modelInUse(market.ctx.state, 'conversion')
    const trust = inUse && sayTrust(inUse, shopLocale(market.ctx.config))
    expect(trust).toMatch(/^🔴 Do not rely on its level: 11\.70 % expected/)
    await save(market.ctx, '2026-11-23', { verdict, drift: { ...drift, level: { ...level, shift: 0.95 } } })
    const right = await answer(market.ctx, '')
    expect(right).not.toContain('🔴')
    expect(right).toContain(
      'Its level was put right by the latest two weeks: 11.70 % was expected and 25.40 % seen (odds × 2.59).',
    )
    await save(market.ctx, '2026-11-23', {
      verdict,
      drift: { scorePsi: 0.31, calibrationInTheLargeZ: 4.2, columns: [{ column: 'device', psi: 0.4 }] },
    })
  })

  it('speaks Chinese to a shop that does', async () => {
    const { ctx } = market
    const chinese: Context = { ...ctx, config: { ...ctx.config, language: 'zh' } }
    const text = `${await answer(chinese, '')}\n${await answer(chinese, 'history')}`
    expect(text).toContain('版本 2026-11-22，2026年11月22日周日训练')
    expect(text).toContain('预期的下单偏少，超出随机波动（z 4.2）。')
    expect(englishIn(text)).toEqual([])
  })

  it('lists the versions kept, the latest first', async () => {
    const text = await answer(market.ctx, 'history')
    expect(text).toContain('3 versions')
    expect(text).toContain('2026-11-22 (in use)')
    expect(text.indexOf('2026-11-23')).toBeLessThan(text.indexOf('2026-11-22'))
  })

  it.each(['promote 2026-11-20', 'rollback'])('lets only a manager %s', async (text) => {
    expect(await answer(market.ctx, text, 'operator')).toContain('Only a manager')
    expect((await championOf(market.ctx.state, 'conversion'))?.version).toBe('2026-11-22')
  })

  it('puts another version in use, and keeps who did it', async () => {
    expect(await answer(market.ctx, 'promote 2026-11-23', 'manager')).toContain('instead of 2026-11-22')
    expect((await championOf(market.ctx.state, 'conversion'))?.version).toBe('2026-11-23')
    const [act] = await audited(market.ctx.state, { limit: 1 })
    expect(act).toMatchObject({
      who: 'U1',
      did: 'model.promote',
      what: { model: 'conversion', from: '2026-11-22', to: '2026-11-23' },
    })
  })

  it('says so when that version is in use already', async () => {
    expect(await answer(market.ctx, 'promote 2026-11-23', 'manager')).toContain('in use already')
  })

  it('goes back to the older version that was found better', async () => {
    expect(await answer(market.ctx, 'rollback', 'manager')).toContain('Version 2026-11-22')
    expect(await answer(market.ctx, 'rollback', 'manager')).toContain('Version 2026-11-20')
    expect(await answer(market.ctx, 'rollback', 'manager')).toContain('no older version')
  })

  it.each([
    ['promote', 'Name the version'],
    ['promote 2026-11-2', 'promote 2026-11-2'],
    ['histroy', 'history'],
    ['history now', 'one word too many'],
    ['<!channel>', 'cannot be asked of a model'],
  ])('says what is wrong with "%s"', async (typed, said) => {
    const text = await answer(market.ctx, typed, 'manager')
    expect(text).toMatch(/^usage: /)
    expect(text).toContain(said)
  })
})
