import { type Command, READERS } from '../src/context.ts'
import { showLog } from './alerts/log.ts'
import { showOpen } from './alerts/open.ts'
import { preview } from './alerts/preview.ts'
import { type AlertsQuestion, parseAlerts } from './alerts/question.ts'

export const alerts: Command<AlertsQuestion> = {
  name: '/alerts',
  usage:
    '/alerts | /alerts <id> log | /alerts preview <kpi> [scope] [below|above <value>, beyond <deviations>] [days]',
  about:
    'What is wrong now, and what happened to an alert; how often a rule would have fired, before anybody has to hear it.',
  examples: [
    '/alerts',
    '/alerts preview conversion',
    '/alerts preview conversion category=Electronics below 2%',
    '/alerts preview gmv beyond 4 180d',
    '/alerts 95cb51274ff5 log',
  ],
  roles: READERS,
  parse: parseAlerts,
  async answer(ctx, question) {
    if (question.kind === 'open') return showOpen(ctx)
    return question.kind === 'log' ? showLog(ctx, question.id) : preview(ctx, question)
  },
}
