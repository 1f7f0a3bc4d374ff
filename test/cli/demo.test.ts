import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { demoNight, filesOf } from '../support/demo-shops.ts'
import { type Ended, floorwalker } from './terminal.ts'

const LONG = 400_000

/** What was said in a channel, a text a message. */
function saidIn(channel: string, { out }: Ended): string[] {
  return out.split(/^── /m).filter((part) => part.startsWith(`${channel} `))
}

describe('the demo without a page', () => {
  it('tells of the planted payment failure in one alert, and the day in one digest', {
    timeout: LONG,
  }, async () => {
    const { ended } = await demoNight('shop')
    expect(ended).toMatchObject({ code: 0 })
    const [alert = '', ...others] = saidIn('#kpi-alerts', ended)
    expect(others).toEqual([])
    expect(alert).toContain('bazario × Electronics')
    expect(alert).toMatch(/At stake: €[\d,.]+ a day/)
    const digests = saidIn('#daily-digest', ended)
    expect(digests).toHaveLength(1)
    for (const part of [
      'against usual',
      'What moved',
      'Suggested actions',
      '1 open alert',
      'Data as of',
      'Where every row',
    ])
      expect(digests[0]).toContain(part)
    expect(digests[0]).not.toContain('falls short')
  })

  it('is answered from afterwards, on its own day: with the lines to type and the files, and a word of it', {
    timeout: LONG,
  }, async () => {
    const { dir } = await demoNight('shop')
    const ask = (...words: string[]) => floorwalker(['ask', ...words], { DATA_DIR: dir })
    const gmv = await ask('/kpi gmv')
    expect(gmv).toMatchObject({ code: 0, err: expect.stringContaining("this is the demo's") })
    expect(gmv.out).toContain('€')
    expect(gmv.out).not.toContain('Old data')
    const orders = await ask('/restock budget=5000', '--demo')
    expect(orders).toMatchObject({ code: 0, err: '' })
    expect(orders.out).toMatch(
      /To decide: \/actions approve (\d+) · \/actions edit \1 <value> · \/actions skip \1/,
    )
    expect(orders.out).not.toMatch(/\[(Approve|Edit|Skip)/)
    const [, path = ''] = /^Wrote (.*\.csv)$/m.exec(orders.out) ?? []
    expect(path).toContain(join(dir, 'demo', 'answers'))
    expect(readFileSync(path, 'utf8')).toContain('SKU-')
    const [, id = ''] = /\/actions skip (\d+)/.exec(orders.out) ?? []
    expect((await ask(`/actions skip ${id} not now`, '--demo')).code).toBe(0)
  })

  for (const [preset, currency, account] of [
    ['olist', 'R$', 'order_lines   17,071 in = 17,071 clean'],
    ['online-retail', '£', 'order_lines'],
  ] as const) {
    const files = filesOf(preset)
    it.skipIf(files === null)(`runs over the real files of ${preset}`, { timeout: LONG }, async () => {
      const { ended } = await demoNight(preset)
      expect(ended).toMatchObject({ code: 0 })
      expect(ended.out.replaceAll(/ +/g, ' ')).toContain(account.replaceAll(/ +/g, ' '))
      const [digest = '', ...others] = saidIn('#daily-digest', ended)
      expect(others).toEqual([])
      expect(digest).toContain(currency)
      expect(digest).toContain('What moved')
    })
  }
})
