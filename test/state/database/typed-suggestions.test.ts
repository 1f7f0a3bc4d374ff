import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { readSuggestion } from '../../../src/ledger/read.ts'
import { suggestionById } from '../../../src/state/suggestions/decisions.ts'
import { outcomesOf } from '../../../src/state/suggestions/outcomes.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'
import { ROWS } from './suggestions-before.ts'

const NAME = '0015-typed-suggestions'
const since = migrations.slice(migrations.findIndex(({ name }) => name === NAME))

onEachDialect('suggestions of the version before', (dialect) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase(dialect)
    await down()
  })
  afterEach(() => database.remove())

  type Old = readonly [kind: string, subject: string, risk: string, action: unknown]
  const insert = (...rows: readonly Old[]) =>
    database.state.transaction((trx) => trx('suggestion').insert(rows.map(rowOf)))
  async function down(): Promise<void> {
    await database.state.transaction(async (trx) => {
      for (const migration of [...since].reverse()) await migration.down(trx)
    })
  }
  async function up(): Promise<void> {
    await database.state.transaction(async (trx) => {
      for (const migration of since) await migration.up(trx)
    })
  }
  const stored = (id: number) => suggestionById(database.state, id)

  it.each(ROWS)('of %s keep their risk, exact, and can be read', async (kind, subject, risk, action) => {
    await insert([kind, subject, risk, action])
    await up()
    const kept = await stored(1)
    expect(kept?.risk.ofLoss).toBeCloseTo(1 - action.sure, 12)
    expect(kept?.risk.words).toBe(risk.slice(risk.indexOf(':') + 2))
    const { sure, ...rest } = action
    expect(kept?.action).toEqual({ ...rest, confidence: sure })
    expect(kept && readSuggestion(kept)).toMatchObject({
      days: action.days,
      title: action.title,
      confidence: sure,
    })
  })

  it('are as they were after the way back', async () => {
    await insert(...ROWS)
    await up()
    await down()
    const rows = await database.state.read('suggestion').orderBy('id').select('risk', 'action')
    expect(rows.map(({ risk, action }) => [risk, JSON.parse(action)])).toEqual(
      ROWS.map(([, , risk, action]) => [risk, action]),
    )
  })

  it('of before an action told its chance and product have the percent of the text, and what is missing by the subject', async () => {
    await insert(['price', 'nordmarkt/SKU-1', '7 %: less demand', { fromCents: 2000, toCents: 1850 }])
    await up()
    const kept = await stored(1)
    expect(kept?.risk).toEqual({ ofLoss: 0.07, words: 'less demand' })
    expect(kept && readSuggestion(kept)).toMatchObject({
      days: 30,
      confidence: null,
      subjects: { products: ['nordmarkt/SKU-1'] },
    })
  })

  it('that cannot be understood keep their words, and their risk is not known', async () => {
    await insert(['price', 'SKU-1', 'low: nobody asks', { fromCents: 'dear' }])
    await insert(['price', 'SKU-2', '5 %: ', '"nothing"'])
    await up()
    expect(await stored(1)).toMatchObject({ risk: { ofLoss: null, words: 'low: nobody asks' } })
    expect(await stored(2)).toMatchObject({ risk: { ofLoss: 0.05, words: '' }, action: 'nothing' })
  })

  it('more than are read at once are all carried over', async () => {
    const [[kind, , risk, action]] = ROWS
    await insert(...Array.from({ length: 201 }, (_, i): Old => [kind, `nordmarkt/${i}`, risk, action]))
    await up()
    expect(await database.state.read('suggestion').whereNull('risk_of_loss')).toEqual([])
  })

  it('whose outcome could never be measured, or is not clear, are inconclusive, and back', async () => {
    const effect = { cents: 10, low: -50, high: 70, seCents: 36, baselineCents: 900, chance: 0.6 }
    const unclear = {
      kind: 'measured',
      seenOn: '2026-10-12',
      days: 30,
      effect,
      verdict: 'not told apart',
      against: '12 untouched products of its category that sold alike',
      inputs: {},
    }
    const helped = { ...unclear, verdict: 'helped' }
    const old = [{ kind: 'untold', because: 'no control left' }, unclear, helped]
    await database.state.transaction((trx) =>
      trx('outcome').insert(
        old.map((content, i) => ({
          suggestion_id: i + 1,
          rule: 'price cut',
          kind: content.kind,
          is_final: true,
          content: JSON.stringify(content),
          model_version: 'matched-did-1',
          inputs_hash: 'a',
          measured_at: '2026-11-24T03:20:00.000Z',
        })),
      ),
    )
    await up()
    const found = await outcomesOf(database.state, [1, 2, 3])
    expect([1, 2, 3].map((id) => found.get(id)?.outcome)).toEqual([
      { kind: 'inconclusive', because: 'no control left' },
      { ...unclear, verdict: 'inconclusive' },
      helped,
    ])
    const kinds = () => database.state.read('outcome').orderBy('suggestion_id').select('kind', 'content')
    expect((await kinds()).map(({ kind }) => kind)).toEqual(['inconclusive', 'measured', 'measured'])
    await down()
    expect((await kinds()).map(({ content }) => JSON.parse(content))).toEqual(old)
  })
})

function rowOf([kind, subject, risk, action]: readonly [string, string, string, unknown]) {
  return {
    kind,
    subject,
    risk,
    action: typeof action === 'string' ? action : JSON.stringify(action),
    gain_cents: 9000,
    gain_low_cents: 2000,
    gain_high_cents: 15_000,
    cost_cents: 0,
    cost_low_cents: 0,
    cost_high_cents: 0,
    why: 'its weeks',
    valid_until: '2026-12-01T00:00:00.000Z',
    model_version: 'test',
    inputs_hash: 'a',
    status: 'open',
    created_at: '2026-11-24T03:30:00.000Z',
  }
}
