import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '../../../src/sources/files/packed/archive.ts'
import { zipped } from '../../support/zipped.ts'
import { book, CSV, JSONL, OTHER, openPacked, type Read, type Refused } from './packed.ts'

let packed: Awaited<ReturnType<typeof openPacked>>
beforeAll(async () => {
  packed = await openPacked()
})
afterAll(() => packed.close())

const READ: readonly Read[] = [
  ['a zip of one CSV', { 'o.zip': zipped({ 'o.csv': CSV }) }, 'o.zip'],
  ['a file in a zip by its name', { 'o.zip': zipped({ 'o.csv': CSV, 'n.csv': OTHER }) }, 'o.zip/o.csv'],
  [
    'of several files the one that has the columns',
    { 'o.zip': zipped({ 'n.csv': OTHER, 'o.csv': CSV, 'readme.txt': 'Hello', 'a.pdf': '%PDF' }) },
    '"*.zip"',
  ],
  ['folders within', { 'x/o.zip': zipped({ 'a/': '', 'a/b/o.csv': CSV }) }, 'x/o.zip/a/b/*.csv'],
  ['all folders within', { 'o.zip': zipped({ 'a/b/o.csv': CSV }) }, '"o.zip/**/*.csv"'],
  [
    'what a Mac adds',
    {
      'o.zip': zipped({ 'o.csv': CSV, '__MACOSX/._o.csv': 'junk', '.DS_Store': 'junk', 'a/._o.csv': 'junk' }),
    },
    'o.zip',
  ],
  ['stored, not packed', { 'o.zip': zipped({ 'o.csv': { of: CSV, stored: true } }) }, 'o.zip'],
  ['with the long lengths of zip64', { 'o.zip': zipped({ 'o.csv': { of: CSV, zip64: true } }) }, 'o.zip'],
  ['one that is UTF-16', { 'o.zip': zipped({ 'o.csv': Buffer.from(`\ufeff${CSV}`, 'utf16le') }) }, 'o.zip'],
  ['a CSV packed with gzip in a zip', { 'o.zip': zipped({ 'o.csv.gz': gzipSync(CSV) }) }, 'o.zip'],
  ['JSON lines in a zip', { 'o.zip': zipped({ 'o.jsonl': JSONL }) }, 'o.zip'],
  ['a workbook in a zip', { 'o.zip': zipped({ 'a/o.xlsx': book() }) }, 'o.zip'],
  ['a sheet of a workbook in a zip', { 'o.zip': zipped({ 'o.xlsx': book() }) }, 'o.zip/o.xlsx/Orders'],
  [
    'the same file twice, once packed',
    { 'o.csv': CSV, 'o.zip': zipped({ 'o.csv': CSV }) },
    '["o.csv", "o.zip"]',
  ],
  ['Chinese names', { '订单.zip': zipped({ '订单.csv': CSV }) }, '"*.zip/订单.csv"'],
]

const REFUSED: readonly Refused[] = [
  [
    'a password',
    { 'o.zip': zipped({ 'o.csv': { of: CSV, encrypted: true } }) },
    'o.zip',
    /o\.zip is locked with a password\. Unpack it/,
  ],
  [
    'a name that leads out',
    { 'o.zip': zipped({ '../../o.csv': CSV }) },
    'o.zip',
    /o\.zip names a file outside its own folder/,
  ],
  [
    'a name from the root',
    { 'o.zip': zipped({ '/etc/o.csv': CSV }) },
    '"o.zip/**/*.csv"',
    /o\.zip names a file outside its own folder/,
  ],
  [
    'a name of Windows that leads out',
    { 'o.zip': zipped({ '..\\o.csv': CSV }) },
    'o.zip',
    /outside its own folder/,
  ],
  [
    'an archive that was cut',
    { 'o.zip': zipped({ 'o.csv': CSV }).subarray(0, 90) },
    'o.zip',
    /o\.zip is no zip archive, or was cut/,
  ],
  ['text that is called zip', { 'o.zip': CSV }, 'o.zip', /o\.zip is no zip archive/],
  [
    'another archive that is called zip',
    { 'o.zip': Buffer.from('Rar!\x1a\x07 and so on', 'latin1') },
    'o.zip',
    /is a RAR archive/,
  ],
  [
    'an archive within an archive',
    { 'o.zip': zipped({ 'i.zip': zipped({ 'o.csv': CSV }) }) },
    'o.zip/i.zip',
    /o\.zip\/i\.zip is an archive within another/,
  ],
  [
    'nothing that is a table',
    { 'o.zip': zipped({ 'a.pdf': '%PDF' }) },
    'o.zip',
    /o\.zip holds no table that is in sight: o\.zip\/a\.pdf/,
  ],
  [
    'a damaged file',
    { 'o.zip': zipped({ 'o.csv': { of: CSV, crc: 7 } }) },
    'o.zip',
    /o\.zip\/o\.csv is damaged/,
  ],
  [
    'a way of packing that is not read',
    { 'o.zip': zipped({ 'o.csv': { of: CSV, method: 14 } }) },
    'o.zip',
    /packed in a way that is not read/,
  ],
  [
    'one name twice',
    {
      'o.zip': Buffer.from(
        zipped({ 'o.csv': CSV, 'p.csv': CSV }).toString('latin1').replaceAll('p.csv', 'o.csv'),
        'latin1',
      ),
    },
    'o.zip',
    /holds o\.csv twice/,
  ],
  [
    'columns that no file of it has',
    { 'o.zip': zipped({ 'n.csv': OTHER }) },
    'o.zip',
    /in\/o\.zip\/n\.csv, row 1: no column “order”.*The file has: note/,
  ],
  [
    'months and days that nothing tells apart',
    {
      'o.zip': zipped({
        'o.csv': CSV.replace('2026-11-20', '03/04/2026').replace('2026-11-21', '03/05/2026'),
      }),
    },
    'o.zip',
    /in\/o\.zip\/o\.csv: “at” may have the day or the month first/,
  ],
]

describe('archives', () => {
  it.each(READ.map((given) => [given[0], given] as const))('%s', (_, given) => packed.comesIn(given))
  it.each(REFUSED.map((given) => [given[0], given] as const))('not: %s', (_, given) =>
    packed.isRefused(given),
  )
  it('an archive of more than its limit is not opened, however small it is packed', async () => {
    const path = `${packed.shop.dir}/bomb.zip`
    writeFileSync(path, zipped({ 'a.csv': Buffer.alloc(3_000_000), 'b.csv': Buffer.alloc(3_000_000) }))
    await expect(openArchive(path, { bytes: 5_000_000, members: 10 })).rejects.toThrow(
      /holds more than 5 MB or 10 files/,
    )
    await expect(openArchive(path, { bytes: 5e9, members: 1 })).rejects.toThrow(
      /holds more than 5 GB or 1 files/,
    )
  })

  it('an archive that holds more than it says is given up', async () => {
    const path = `${packed.shop.dir}/liar.zip`
    const honest = zipped({ 'a.csv': Buffer.alloc(300_000) })
    // both of its length fields say 100
    const lie = Buffer.from(honest)
    for (let i = 0; i < lie.length - 4; i++) if (lie.readUInt32LE(i) === 300_000) lie.writeUInt32LE(100, i)
    writeFileSync(path, lie)
    const archive = await openArchive(path)
    const to = `${packed.shop.dir}/a.csv`
    await expect(archive.extract('a.csv', to, new AbortController().signal)).rejects.toThrow(
      /another number of bytes/,
    )
    archive.close()
  })
})
