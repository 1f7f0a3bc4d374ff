import { afterEach, beforeEach, expect, it } from 'vitest'
import { alertEvents, recordAlertEvent } from '../../src/state/alert-events.ts'
import { alertById, openAlerts, type StoredAlert, saveAlert, UNTOUCHED } from '../../src/state/alerts.ts'
import { audited, record } from '../../src/state/audit.ts'
import type { Trx } from '../../src/state/database/state.ts'
import { markDone, receive, unfinished } from '../../src/state/messages/inbox.ts'
import { PLAIN_WISH, subscribe, subscriptions } from '../../src/state/messages/subscriptions.ts'
import { championOf, modelVersions, promote, saveModel } from '../../src/state/models/models.ts'
import { saveSetting, setting } from '../../src/state/settings.ts'
import { saveSourceState, sourceState, sourceStates } from '../../src/state/sources/cursors.ts'
import {
  currentSuggestions,
  type SavedSuggestion,
  saveSuggestions,
} from '../../src/state/suggestions/suggestions.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { onEachDialect } from '../support/dialects.ts'

const PLAIN = { ...PLAIN_WISH, owner: null, pausedAt: null, disabledBecause: null, since: null }
const NOON = new Date('2026-11-24T12:00:00Z')
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000)

onEachDialect('everything', (dialect) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(() => database.remove())
  const write = <T>(work: (trx: Trx) => Promise<T>) => database.state.transaction(work)

  it('a feed remembers how far it came, also when a sync fails', async () => {
    const well = {
      source: 'shop',
      cursor: 'p7',
      lastRowAt: later(-5),
      lastSuccessAt: NOON,
      rows: 12,
      refused: 1,
      error: null,
      notes: JSON.stringify([{ kind: 'goes-round' }]),
    }
    await write((trx) => saveSourceState(trx, { ...well, triedAt: later(-60) }))
    await write((trx) =>
      saveSourceState(trx, {
        source: 'shop',
        cursor: 'p7',
        lastSuccessAt: null,
        triedAt: later(60),
        rows: 0,
        refused: 0,
        error: 'HTTP 503',
      }),
    )
    expect(await sourceState(database.state, 'shop')).toEqual({
      ...well,
      ...{ firstTriedAt: later(-60), failingSince: later(60) },
      ...{ rows: 0, refused: 0, error: 'HTTP 503' },
    })
    expect(await sourceState(database.state, 'other')).toBeNull()
    expect(await sourceStates(database.state)).toHaveLength(1)
  })

  it('what was heard is kept once, and until it is done', async () => {
    const heard = { id: 'Ev1', kind: 'event', body: { text: 'hello', n: [1, null] } }
    expect(await receive(database.state, heard, NOON)).toBe('new')
    expect(await receive(database.state, heard, later(1))).toBe('seen')
    expect(await unfinished(database.state)).toEqual([{ ...heard, receivedAt: NOON }])
    await markDone(database.state, 'Ev1')
    expect(await unfinished(database.state)).toEqual([])
    expect(await receive(database.state, heard, later(2))).toBe('seen')
  })

  const alert: StoredAlert = {
    ...UNTOUCHED,
    number: 1,
    id: 'a1',
    key: 'conversion|Electronics',
    kpi: 'conversion',
    dayOpened: '2026-11-23',
    status: 'open',
    snoozedUntil: null,
    ackedBy: null,
    value: 0.01,
    low: 0.03,
    high: 0.05,
    expected: 0.04,
    stakeCents: 5_000_000_000,
    location: { platform: 'bazario' },
    finding: { score: 9.5 },
    messageKey: null,
    openedAt: NOON,
    updatedAt: NOON,
    resolvedAt: null,
  }

  it('an alert lives from open to resolved, with all it was', async () => {
    await write((trx) => saveAlert(trx, alert))
    expect(await alertById(database.state, 'a1')).toEqual(alert)
    const acked: StoredAlert = { ...alert, status: 'acked', ackedBy: 'U1', updatedAt: later(1) }
    await write((trx) => saveAlert(trx, acked))
    expect(await openAlerts(database.state)).toEqual([acked])
    await write((trx) => saveAlert(trx, { ...acked, status: 'resolved', resolvedAt: later(2) }))
    expect(await openAlerts(database.state)).toEqual([])
    expect(await alertById(database.state, 'a1')).toMatchObject({ status: 'resolved', resolvedAt: later(2) })
  })

  it('one incident is open once, and may come back after it was resolved', async () => {
    await write((trx) => saveAlert(trx, alert))
    await expect(write((trx) => saveAlert(trx, { ...alert, id: 'a2', number: 2 }))).rejects.toThrow(/unique/i)
    await write((trx) => saveAlert(trx, { ...alert, status: 'resolved', resolvedAt: NOON }))
    await write((trx) => saveAlert(trx, { ...alert, id: 'a2', number: 2 }))
    expect(await openAlerts(database.state)).toMatchObject([{ id: 'a2' }])
  })

  it('what happened to an alert is told in order, and belongs to one that exists', async () => {
    await write((trx) => saveAlert(trx, alert))
    await write((trx) => recordAlertEvent(trx, { alertId: 'a1', kind: 'opened', at: NOON }))
    await write((trx) =>
      recordAlertEvent(trx, {
        alertId: 'a1',
        kind: 'acked',
        who: 'U1',
        detail: { from: 'C1' },
        at: later(1),
      }),
    )
    expect(await alertEvents(database.state, 'a1')).toMatchObject([
      { kind: 'opened', who: null, detail: null },
      { kind: 'acked', who: 'U1', detail: { from: 'C1' }, at: later(1) },
    ])
    const stray = write((trx) => recordAlertEvent(trx, { alertId: 'nobody', kind: 'acked', at: NOON }))
    await expect(stray).rejects.toThrow(/foreign key/i)
  })

  const model = (version: string, at: Date) => ({
    name: 'conversion',
    version,
    trainedAt: at,
    dataFrom: '2026-05-28',
    dataTo: '2026-11-24',
    metrics: { auc: 0.81 },
    content: { weights: [0.5, -1.25] },
  })

  it('one version of a model is the champion', async () => {
    await write((trx) => saveModel(trx, model('1', NOON)))
    await write((trx) => saveModel(trx, model('2', later(1))))
    expect(await championOf(database.state, 'conversion')).toBeNull()
    await write((trx) => promote(trx, 'conversion', '1'))
    await write((trx) => promote(trx, 'conversion', '2'))
    await write((trx) => saveModel(trx, model('2', later(1))))
    expect(await championOf(database.state, 'conversion')).toMatchObject(model('2', later(1)))
    const versions = await modelVersions(database.state, 'conversion')
    expect(versions.map(({ version, isChampion }) => [version, isChampion])).toEqual([
      ['2', true],
      ['1', false],
    ])
  })

  it('promoting a version that is not stored leaves the champion', async () => {
    await write((trx) => saveModel(trx, model('1', NOON)))
    await write((trx) => promote(trx, 'conversion', '1'))
    await expect(write((trx) => promote(trx, 'conversion', '9'))).rejects.toThrow('no version 9')
    expect(await championOf(database.state, 'conversion')).toMatchObject({ version: '1' })
  })

  const suggestion = (subject: string, cents: number, inputsHash = 'h1'): SavedSuggestion => ({
    kind: 'price',
    subject,
    action: { priceCents: 1299 },
    gain: { cents, low: cents - 10, high: cents + 10 },
    cost: { cents: 0, low: 0, high: 5 },
    risk: { ofLoss: 0.2, words: 'low' },
    why: 'demand is not elastic here',
    validUntil: later(60),
    modelVersion: null,
    inputsHash,
    status: 'open',
  })

  it('advice is given best first, and newer advice takes the place of older', async () => {
    await write((trx) => saveSuggestions(trx, [suggestion('SKU-1', 100), suggestion('SKU-2', 3_000_000_000)]))
    await write((trx) => saveSuggestions(trx, [suggestion('SKU-1', 999), suggestion('SKU-2', 50, 'h2')]))
    const open = await currentSuggestions(database.state, { kind: 'price', limit: 9 })
    expect(open).toMatchObject([suggestion('SKU-1', 100), suggestion('SKU-2', 50, 'h2')])
    expect(await currentSuggestions(database.state, { kind: 'restock', limit: 9 })).toEqual([])
    expect(await currentSuggestions(database.state, { limit: 9, at: later(61) })).toEqual([])
  })

  it('a channel subscribes once to each digest', async () => {
    const morning = {
      kind: 'daily',
      channel: '#daily',
      at: '07:30',
      zone: 'Europe/Berlin',
      weekdays: [1, 2, 3],
    }
    await write((trx) => subscribe(trx, morning))
    await write((trx) => subscribe(trx, { ...morning, at: '08:00' }))
    await write((trx) => subscribe(trx, { kind: 'daily', channel: '#more', at: '09:00', zone: 'UTC' }))
    expect(await subscriptions(database.state, 'daily')).toEqual([
      { ...PLAIN, ...morning, at: '08:00', id: 1 },
      { ...PLAIN, kind: 'daily', channel: '#more', at: '09:00', zone: 'UTC', id: expect.any(Number) },
    ])
    expect(await subscriptions(database.state, 'weekly')).toEqual([])
  })

  it('a setting is what was saved last', async () => {
    expect(await setting(database.state, 'greeting')).toBeNull()
    await write((trx) => saveSetting(trx, 'greeting', 'hello'))
    await write((trx) => saveSetting(trx, 'greeting', 'good day'))
    expect(await setting(database.state, 'greeting')).toBe('good day')
  })

  it('the audit takes new rows and lets none be changed or removed', async () => {
    await write((trx) => record(trx, { who: 'U1', did: 'alert.ack', what: { alert: 'a1' }, at: NOON }))
    await expect(database.state.write('audit').update({ who: 'U2' })).rejects.toThrow('append-only')
    await expect(database.state.write('audit').delete()).rejects.toThrow('append-only')
    expect(await audited(database.state, { limit: 5 })).toEqual([
      { who: 'U1', did: 'alert.ack', what: { alert: 'a1' }, at: NOON },
    ])
  })
})
