import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** What stands before and after the name of what it is about, which is bold. */
export type Around = readonly [before: string, after: string]

/** The kinds of suggestion: what to do, on a line and on a button, and what a person may set of it. */
export const kindWords = (f: Format) => ({
  price: {
    gains: 'brings',
    risk: 'risk of a loss',
    doing: (from: string, to: string, change: string, onlyUntil: Day | null): Around => [
      'Price ',
      ` from ${from} to ${to} (${change})${onlyUntil === null ? '' : `, only while it is short (until about ${f.shortDay(onlyUntil)})`}`,
    ],
    brief: (change: string, product: string) => `${change} for ${product}`,
    label: (currency: string, about: string) => `Price in ${currency} for ${about}`,
    allowed: (low: string, high: string, today: string) => `${low} to ${high}, today ${today}`,
    wanted: 'price',
    far: (typed: string, today: string) =>
      `${typed} is far from today's ${today}: is that the price of one piece?`,
    /** null: the stored reasons are English and say more */
    why: (_elasticity: number): string | null => null,
    minimum: (share: string) => `A price is suggested from ${share} probability of a gain.`,
  },
  restock: {
    gains: 'saves',
    risk: 'risk of unsold stock',
    doing: (order: number, onHand: number, goneOn: Day | null): Around => [
      `Order ${f.number(order)} of `,
      ` (${f.number(onHand)} left${goneOn === null ? '' : `, gone about ${f.shortDay(goneOn)}`})`,
    ],
    brief: (order: number, product: string) => `order of ${f.number(order)} ${product}`,
    setting: (order: number) => plural(order, 'piece'),
    label: (about: string) => `Pieces to order for ${about}`,
    allowed: (min: number, packSize: number) =>
      `${f.number(min)} or more${packSize > 1 ? `, in packs of ${f.number(packSize)}` : ''}`,
    wanted: 'quantity',
    whole: 'An order is a whole number of pieces.',
    packs: (packSize: number, below: number, above: number) =>
      `It comes in packs of ${f.number(packSize)}: ${f.number(below)} or ${f.number(above)} can be ordered.`,
    supplierMin: (moq: number) => `The supplier's minimum is ${f.number(moq)}.`,
    why: (_one: {
      perDay: number
      leadDays: number
      position: number
      reorderPoint: number
      orderUpTo: number
    }): string | null => null,
    minimum: (share: string) =>
      `An order is suggested from ${share} chance that all of it is sold in 90 days.`,
    noMinimum: 'Orders are suggested whatever the chance that all of it sells.',
  },
  bundle: {
    gains: 'brings',
    risk: 'risk of a loss',
    doing: (base: string): Around => ['Offer ', ` to customers who buy ${base}`],
    brief: (base: string, offered: string) => `pair ${base} + ${offered}`,
    label: (currency: string, about: string) => `Price of both together in ${currency} for ${about}`,
    allowed: (low: string, high: string) => `${low} to ${high}`,
    wanted: 'price',
    far: (both: string) => `Both cost ${both} apart: a pair costs between half of that and all of it.`,
  },
  campaign: {
    gains: 'brings',
    risk: 'risk of a loss',
    doing: (contacts: number, audience: string, holdout: number): Around => [
      `Contact ${plural(contacts, 'customer')} (${audience}) by `,
      `, ${f.number(holdout)} held out`,
    ],
    brief: (contacts: number, campaign: string) => `${plural(contacts, 'contact')} of ${campaign}`,
    setting: (cost: string) => `${cost} for all contacts`,
    unknownGain: 'nobody was held out before',
    label: (currency: string, about: string) => `What all contacts cost in ${currency} for ${about}`,
    allowed: 'any sum above 0',
    wanted: 'cost',
  },
  experiment: {
    gains: 'brings',
    risk: 'risk of a loss',
    ship: (experiment: string): Around => ['Ship ', ` of ${experiment}`],
    rollBack: (experiment: string): Around => ['Roll back ', ` of ${experiment}`],
    briefShip: (arm: string, experiment: string) => `ship ${arm} of ${experiment}`,
    briefRollBack: (arm: string, experiment: string) => `roll back ${arm} of ${experiment}`,
    setting: (percent: number) => `${percent} % of customers`,
    label: (about: string) => `Percent of customers to give it for ${about}`,
    allowed: 'above 0 up to 100',
    wanted: 'share',
    atMost: 'It can be given to 100 % of customers at most.',
  },
  promotion: {
    gains: 'brings',
    risk: 'risk of a loss',
    doing: (at: string, off: string | null, days: number): Around => [
      'Pause the promotion ',
      ` (${off === null ? at : `${off} off, ${at}`}) for ${plural(days, 'day')}`,
    ],
    brief: (promotion: string) => `a pause of ${promotion}`,
    setting: (days: number) => `a pause of ${plural(days, 'day')}`,
    unknownGain: 'the alert will tell',
    label: (about: string) => `Days to pause ${about}`,
    allowed: (most: number) => `1 to ${most}`,
    wanted: 'pause',
    whole: (most: number) => `A pause is 1 to ${most} whole days.`,
    /** null: the stored reasons are English */
    why: (): string | null => null,
  },
})
