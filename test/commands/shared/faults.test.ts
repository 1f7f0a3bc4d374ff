import { expect, it } from 'vitest'
import { commands } from '../../../commands/registry/registry.ts'
import { isUsage } from '../../../src/command.ts'
import { localeOf } from '../../../src/report/words/locale.ts'
import { englishIn } from '../../support/english.ts'

const { usage } = localeOf('zh', { currency: 'EUR', zone: 'Europe/Berlin' }).words

it.each([
  '/kpi',
  '/kpi gvm',
  '/kpi something else',
  '/kpi gmv 500d',
  '/kpi gmv 2026-13',
  '/why gmv 2026-13-40',
  '/why gmv 900d',
  '/forecast gmv 0',
  '/forecast gmv price=cheap',
  '/price',
  '/price SKU-1 confidence=sure',
  '/price what-if SKU-1',
  '/restock budget=much',
  '/recommend',
  '/campaign',
  '/campaign paln',
  '/campaign plan budgte=5',
  '/campaign plan nobody budget=500 cost=0.3',
  '/campaign plan budget=x',
  '/campaign plan budget=500 cost=x',
  '/campaign plan budget=500 cost=0.3 goal=fame',
  '/campaign plan budget=500 cost=0.3 holdout=90%',
  '/campaign plan budget=500 cost=0.3 margin=x',
  '/experiment stats',
  '/experiment plan',
  '/experiment plan love',
  '/experiment plan conversion base=x',
  '/experiment plan conversion lfit=5%',
  '/experiment plan conversion base=95% lift=10%',
  '/experiment plan gmv sd=x',
  '/experiment plan gmv daily=x',
  '/experiment plan gmv power=x',
  '/experiment plan gmv arms=2.5',
  '/explore gmv 5',
  '/alerts log',
  '/alerts silence orders',
  '/alerts 95cb51274ff5 owner',
  '/alerts preview conversion below much',
  '/actions aprove 3',
  '/actions approve',
  '/actions skip 3',
  '/actions edit 3',
  '/actions confidence bundle 80%',
  '/actions confidence price 200%',
  '/model sing',
  '/model promote',
  '/model status now',
  '/sources a b',
  '/sources accept',
  '/floorwalker sing',
  '/floorwalker audit ten',
])('%s is refused in Chinese to who reads Chinese', (line) => {
  const [name = '', ...rest] = line.split(' ')
  const found = commands.find((one) => one.name === name)?.parse(rest.join(' '), usage)
  const because = isUsage(found) ? found.because : `answered: ${JSON.stringify(found)}`
  expect(because).toMatch(/\p{Script=Han}{2}/u)
  expect(englishIn(because)).toEqual([])
})
