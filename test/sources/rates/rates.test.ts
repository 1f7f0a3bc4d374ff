import { deflateRawSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { ratesIn, unpacked } from '../../../src/sources/rates/reference-rates.ts'
import { feedsOf } from '../feeds.ts'
import { type Answer, platform } from '../platform.ts'

const DAILY_XML = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"><gesmes:subject>Reference rates</gesmes:subject>
<Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.0857'/><Cube currency='JPY' rate='162.5'/></Cube>
<Cube time="2026-11-19"><Cube currency="USD" rate="1.0801"/></Cube></Cube></gesmes:Envelope>`
const HISTORY_CSV = 'Date,USD,JPY,CYP,\r\n2026-11-20,1.0857,162.5,N/A,\r\n2026-11-18,1.07,161,0.58,\r\n'

/** An archive of one file, as the bank packs its history. */
function zip(text: string): Buffer {
  const name = Buffer.from('eurofxref-hist.csv')
  const packed = deflateRawSync(text)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(text.length, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, entry, name, end])
}

describe('reference rates', () => {
  it('are read from XML, the oldest day first', () => {
    expect(ratesIn(DAILY_XML)).toEqual([
      { quote: 'USD', on: '2026-11-19', rate: '1.0801' },
      { quote: 'USD', on: '2026-11-20', rate: '1.0857' },
      { quote: 'JPY', on: '2026-11-20', rate: '162.5' },
    ])
  })

  it('are read from CSV, where N/A is none and a day may be written out', () => {
    expect(ratesIn(HISTORY_CSV).map(({ quote, on }) => `${quote} ${on}`)).toEqual([
      'USD 2026-11-18',
      'JPY 2026-11-18',
      'CYP 2026-11-18',
      'USD 2026-11-20',
      'JPY 2026-11-20',
    ])
    expect(ratesIn('Date, USD, \n24 November 2026, 1.1, \n')).toEqual([
      { quote: 'USD', on: '2026-11-24', rate: '1.1' },
    ])
  })

  it('are unpacked, and a cut archive is told', () => {
    expect(unpacked(zip(HISTORY_CSV))).toBe(HISTORY_CSV)
    expect(unpacked(Buffer.from(HISTORY_CSV))).toBe(HISTORY_CSV)
    expect(() => unpacked(zip(HISTORY_CSV).subarray(0, 60))).toThrow('cut short')
  })

  it('that are none are told', () => {
    expect(() => ratesIn('<html><h1>Sorry</h1></html>')).toThrow('holds no exchange rate')
  })
})

describe('a feed of rates', () => {
  let close = async () => {}
  afterEach(() => close())

  async function bank() {
    let recent = DAILY_XML
    const server = await platform((request, response, url) => {
      if (url.pathname === '/history.zip') return void response.end(zip(HISTORY_CSV))
      const etag = `"${recent.length}"`
      if (request.headers['if-none-match'] === etag) {
        response.statusCode = 304
        return void response.end()
      }
      response.setHeader('etag', etag)
      response.end(recent)
    })
    close = server.close
    const feed = feedsOf(
      `ecb:\n      rates: { history: "${server.url}/history.zip", recent: "${server.url}/recent.xml" }`,
    )
    return { ...server, feed, publish: (xml: string) => (recent = xml) }
  }

  it('brings the history once, then only what is new', async () => {
    const { feed, asked, publish } = await bank()
    const told = () => feed.rows('rates').map((row) => `${row.quote} ${row.rated_on} ${row.rate}`)
    expect(await feed.run('ecb/rates')).toMatchObject([{ error: null, rows: 6 }])
    expect(told().sort()).toEqual([
      'CYP 2026-11-18 0.58',
      'JPY 2026-11-18 161',
      'JPY 2026-11-20 162.5',
      'USD 2026-11-18 1.07',
      'USD 2026-11-19 1.0801',
      'USD 2026-11-20 1.0857',
    ])
    await feed.run('ecb/rates')
    expect(told()).toHaveLength(6)
    publish(
      DAILY_XML.replace(
        '<Cube><Cube',
        "<Cube><Cube time='2026-11-23'><Cube currency='USD' rate='1.09'/></Cube><Cube",
      ),
    )
    expect(await feed.run('ecb/rates')).toMatchObject([{ error: null, rows: 1 }])
    expect(told().at(-1)).toBe('USD 2026-11-23 1.09')
    expect(asked.map(({ pathname }) => pathname)).toEqual([
      '/recent.xml',
      '/history.zip',
      '/recent.xml',
      '/recent.xml',
    ])
    feed.remove()
  })

  it('fails with its remedy where a page comes instead', async () => {
    const html: Answer = (_, response) => void response.end('<html>maintenance</html>')
    const server = await platform(html)
    close = server.close
    const feed = feedsOf(`ecb:\n      rates: { recent: "${server.url}" }`)
    const [done] = await feed.run('ecb/rates')
    expect(done?.error).toContain('holds no exchange rate')
    feed.remove()
  })
})
