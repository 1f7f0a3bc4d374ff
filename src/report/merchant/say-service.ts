import { metricNamed } from '../../metrics/registry.ts'
import type { ServiceFault } from '../../models/merchant/service-levels.ts'
import type { Locale } from '../words/locale.ts'

/** `Breach: Late deliveries 17.2 %, limit 15 % (97 % sure that it is not chance).` */
export function sayFault({ kpi, status, share, limit, chance }: ServiceFault, locale: Locale): string {
  const metric = metricNamed(kpi)
  return locale.words.merchant.fault({
    kpi: metric ? locale.words.metrics.label(metric) : kpi,
    share: locale.percent(share, 1),
    limit: locale.percent(limit, limit < 0.1 && (limit * 100) % 1 !== 0 ? 1 : 0),
    isBreach: status === 'breach',
    chance: locale.percent(Math.min(0.99, chance), 0),
  })
}
