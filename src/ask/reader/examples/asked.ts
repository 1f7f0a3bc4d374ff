import type { Intent } from '../../lexicon/intents.ts'

/** Of some commands, which of their parts. */
export type View =
  | 'help'
  | 'plan'
  | 'outcomes'
  | 'status'
  | 'top'
  | 'falling'
  | 'at-risk'
  | 'new'
  | 'breaching'
  | 'all'
  | 'preview'

/** What a question may want; `none` is nothing that can be answered here. */
export type Asked =
  | Intent
  | 'none'
  | `${'campaign' | 'experiment'}:plan`
  | 'suggestions:outcomes'
  | 'help:status'
  | `merchants:${Exclude<View, 'help' | 'plan' | 'outcomes' | 'status' | 'top' | 'all' | 'preview'>}`
  | 'price:all'
  | 'alerts:preview'

export function partsOf(asked: Asked): { readonly intent: Intent | 'none'; readonly view: View | null } {
  const [intent, view = null] = asked.split(':') as [Intent | 'none', View?]
  return { intent, view }
}

/** What a line asks: of some commands their parts are told apart. */
export function askedBy(line: string, intent: Intent): Asked {
  const [, first = ''] = line.split(' ')
  if (intent === 'merchants')
    return first === '' || first === 'top' ? 'merchants' : (`merchants:${first}` as Asked)
  // the line of all advice on prices is one of the suggestions
  if (intent === 'price') return line.startsWith('/price ') ? 'price' : 'price:all'
  if (intent === 'help') return first === 'status' ? 'help:status' : 'help'
  if (intent === 'suggestions') return first === 'outcomes' ? 'suggestions:outcomes' : 'suggestions'
  if (intent === 'alerts') return first === 'preview' ? 'alerts:preview' : 'alerts'
  if (intent === 'campaign' || intent === 'experiment') return first === 'plan' ? `${intent}:plan` : intent
  return intent
}
