import type { Phrasing } from './phrasing.ts'

/** The sixth session, of the kinds of the fifth, written once those were mended and before the grammar had read one. */
export const ENGLISH_SIXTH: readonly Phrasing[] = [
  ['Catch me up on revenue for the last 7 days', '/kpi gmv 7d'],
  ['need to know asap: orders on nordmarkt today', '/kpi orders platform=nordmarkt 2026-11-24'],
  [
    'Is the AOV on the app any better than it was in September?',
    '/kpi aov channel=app or /kpi aov channel=app 2026-09',
  ],
  ['turnover, Baby, October', '/kpi gmv category=Baby 2026-10'],
  ['so how did we finish last week moneywise', '/kpi gmv 2026-11-16..2026-11-22'],
  ['I keep hearing that cancellations are up. Can you show me November?', '/kpi cancel_rate 2026-11'],
  ['convrsion rate nordmarkt yesterdy', '/kpi conversion platform=nordmarkt 2026-11-23'],
  [
    'how many packages were shipped late between 1 and 15 November',
    '/kpi late_delivery 2026-11-01..2026-11-15',
  ],
  ['On which day... never mind, just give me total sales for Saturday', '/kpi gmv 2026-11-21'],
  ['what portion of Sports is sold out at present', '/kpi stock_out category=Sports'],
  [
    'How are refunds looking for Isarwerk since the start of October',
    '/kpi refund_rate merchant=M-012 2026-10-01..2026-11-24 or /kpi refund_rate merchant=M-012 2026-10-01..2026-11-23',
  ],
  ['visits broken down by channel, last month', '/kpi sessions by=channel 2026-10'],
  [
    'could you please dig out the number of pieces we sold in Fashion in Q2',
    '/kpi units category=Fashion 2026-04-01..2026-06-30',
  ],
  ['Do shoppers tend to order a second time?', '/kpi repurchase'],
  [
    'how many new sellers joined us in the last 3 months',
    '/kpi merchants_onboarded 92d or /kpi merchants_onboarded 90d',
  ],
  ['revenue Hamburg vs Berlin in October', '/kpi gmv by=region 2026-10'],
  ['typical basket on bazario this month, please', '/kpi aov platform=bazario 2026-11'],
  ['yesterdays traffic from ads?', '/kpi sessions channel=ads 2026-11-23'],
  [
    'Our sales tanked in Electronics on Friday - what on earth happened?',
    '/why gmv category=Electronics 2026-11-20',
  ],
  ['explain to me like I am five why AOV fell last week', '/why aov 2026-11-16..2026-11-22'],
  ['what is the story behind the jump in cancellations on bazario', '/why cancel_rate platform=bazario'],
  ['orders doubled on 11 November, where does that come from?', '/why orders 2026-11-11'],
  ['whys conversion so bad this week', '/why conversion 2026-11-23..2026-11-29'],
  ['Who or what is responsible for the slump in Toys revenue in October', '/why gmv category=Toys 2026-10'],
  ['Any clue why traffic is falling off on the web?', '/why sessions channel=web'],
  [
    'How much revenue should I plan with for the first week of December',
    '/forecast gmv 2026-12-01..2026-12-07',
  ],
  [
    'Do you expect more orders next week on nordmarkt?',
    '/forecast orders platform=nordmarkt 2026-11-30..2026-12-06',
  ],
  ['traffic in January - your best guess?', '/forecast sessions 2027-01 or /kpi sessions 2026-01'],
  ['what would happen to conversion if everything got 10% cheaper', '/forecast conversion price=-10%'],
  ['should SKU-1042 be cheaper?', '/price SKU-1042'],
  [
    'Suppose we sell Travel Jeans 25 at 249.90, what happens',
    '/price bazario/SKU-2872 249.90 or /price bazario/SKU-2872 249.9',
  ],
  ['Where can I raise prices at Nordkontor?', '/price M-007'],
  ['stuff that we have to buy again soon', '/restock'],
  ['what should Isarwerk order with a budget of 1,200 euros', '/restock M-012 budget=1200'],
  ['what do people usually take along with SKU-2872', '/recommend SKU-2872'],
  ['did anything break overnight?', '/alerts'],
  // what no command answers
  ['how many visitors are on the site from Austria', null],
  ['revenue per employee last year', null],
  ['which product has the worst reviews', null],
  ['sales yesterday excluding bazario', null],
]
