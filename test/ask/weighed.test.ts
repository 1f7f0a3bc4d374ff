import { describe, expect, it } from 'vitest'
import { understand } from '../../src/ask/understand.ts'
import { KNOWN_WITH_CITIES } from './shop-words.ts'

const heard = (said: string) => understand(said, KNOWN_WITH_CITIES)
const line = (said: string) => {
  const found = heard(said)
  return found.kind === 'line' ? found.line : null
}
const near = (said: string) => {
  const found = heard(said)
  return found.kind === 'line' ? [] : [found.didYouMean ?? '', ...(found.options ?? [])]
}

describe('lines that may be meant', () => {
  it.each([
    [
      'how come fewer people buy on bazario',
      '/why orders platform=bazario',
      '/why sessions platform=bazario',
    ],
    [
      'how come fewer people buy on nordmarkt',
      '/why orders platform=nordmarkt',
      '/why sessions platform=nordmarkt',
    ],
  ])('are both offered where words name one KPI and tell another: %s', (said, named, told) => {
    expect(line(said)).toBeNull()
    expect(near(said)).toContain(named)
    expect(near(said)).toContain(told)
  })

  it.each([
    'Was the checkout experiment a success?',
    'what did customers complain about',
    '数据库CPU高不高',
    'is the VPN up',
    '服务器RAM够不够',
    'what portion of them has sold anything last month',
    'what percentage sold something in October',
  ])('are asked back where nothing speaks for one of them: %s', (said) => {
    expect(line(said)).toBeNull()
  })

  it.each([
    ['who should get a mail this week', '/campaign plan budget=500 cost=0.30'],
    ['Which customers are worth contacting now?', '/campaign plan budget=500 cost=0.30'],
    ['这周该给哪些人发邮件', '/campaign plan budget=500 cost=0.30'],
    ['券该发给谁', '/campaign plan budget=500 cost=0.30'],
  ])('of a plan are asked for its sums, with a plan that the command takes: %s', (said, offered) => {
    expect(heard(said)).toMatchObject({ kind: 'unclear', didYouMean: offered })
  })

  it.each([
    'Any pricing advice on the table?',
    'where can I raise prices without losing customers',
    'which of our prices look wrong',
    '有什么定价建议',
    '哪里还有提价空间',
  ])('are never a command without what it needs: %s', (said) => {
    expect(line(said)).not.toBe('/price')
    expect(near(said)).not.toContain('/price')
  })

  it.each([
    ['SKU-1042 a tenth cheaper', '/price SKU-1042 -10%'],
    ['cut the price of SKU-1042 by a fifth', '/price SKU-1042 -20%'],
    ['what if SKU-2872 were a quarter cheaper', '/price SKU-2872 -25%'],
    ['raise SKU-2872 by a tenth', '/price SKU-2872 +10%'],
  ])('have parts of a price as per cent: %s', (said, meant) => {
    expect(line(said)).toBe(meant)
  })
})
