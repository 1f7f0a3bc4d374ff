import { describe, expect, it } from 'vitest'
import { parseMerchantSettings, readMerchantSettings } from '../../../src/facts/merchant/settings.ts'
import { HEALTH_WEIGHTS } from '../../../src/models/merchant/health.ts'
import { SERVICE_LEVELS } from '../../../src/models/merchant/service-levels.ts'
import { sayFaults } from '../../../src/settings/located.ts'

describe('the merchants file', () => {
  it('says only what is other than usual', () => {
    const read = parseMerchantSettings(
      'service_levels:\n  late_delivery: { warning: 3%, breach: 6 % }\nhealth:\n  trend: 0\nowners:\n  M-004: Ana\n  M-005: Ben U024BE7LH\nchannels:\n  M-004: "#nordkontor"\n',
    )
    expect(read).toEqual({
      levels: { ...SERVICE_LEVELS, late_delivery: { warning: 0.03, breach: 0.06 } },
      weights: { ...HEALTH_WEIGHTS, trend: 0 },
      owners: { 'M-004': 'Ana', 'M-005': 'Ben' },
      ownerIds: { 'M-005': 'U024BE7LH' },
      channels: { 'M-004': '#nordkontor' },
    })
    for (const text of ['', '# nothing\n', 'owners: {}'])
      expect(parseMerchantSettings(text)).toMatchObject({ levels: SERVICE_LEVELS })
    expect(readMerchantSettings(null)).toMatchObject({ levels: SERVICE_LEVELS, owners: {} })
  })

  it.each([
    ['service_levels:\n  late_delivery: { warning: 9%, breach: 6% }', 'line 2', 'before the breach'],
    ['service_levels:\n  late_delivery: { warning: much, breach: 6% }', 'line 2', 'such as 5%'],
    ['service_levels:\n  late_deliveries: { warning: 1%, breach: 6% }', 'late_deliveries', 'not known here'],
    ['health:\n  trend: -1', 'line 2: health.trend', ''],
    ['owner:\n  M-1: Ana', 'owner', 'not known here'],
    ['owners: [', 'line', 'YAML'],
  ])('names what is wrong, and where: %s', (text, where, what) => {
    const read = parseMerchantSettings(text)
    expect('faults' in read).toBe(true)
    const said = 'faults' in read ? sayFaults(read.faults) : ''
    expect(said).toContain(where)
    expect(said).toContain(what)
  })
})
