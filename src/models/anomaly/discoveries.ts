import { benjaminiHochberg } from '../../stats/tests/benjamini-hochberg.ts'
import type { Finding } from './finding.ts'

/**
 * Which anomalies of one run to believe, when many KPIs and slices were judged at once: those outside their own limits
 * that also pass Benjamini-Hochberg over all that was judged, so that of what is reported a share of at most `rate`
 * is expected to be chance. One flag a finding, in their order.
 */
export function discoveries(findings: readonly Pick<Finding, 'p' | 'isAnomaly'>[], rate = 0.05): boolean[] {
  const adjusted = benjaminiHochberg(findings.map((finding) => finding.p))
  return findings.map((finding, i) => finding.isAnomaly && (adjusted[i] ?? 1) <= rate)
}
