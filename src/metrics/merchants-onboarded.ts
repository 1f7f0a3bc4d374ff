import type { Metric } from './metric.ts'

export const merchantsOnboarded: Metric = {
  name: 'merchants_onboarded',
  label: 'New merchants',
  unit: 'count',
  better: 'up',
  mart: 'mart_merchants',
  value: 'count(*)',
  day: 'signed_up_on',
  dimensions: ['platform', 'region'],
  definition: 'Merchants that signed up on the day; those without a sign-up day are left out.',
}
