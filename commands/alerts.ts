import { type Command, READERS } from '../src/command.ts'
import { actOn } from './alerts/act.ts'
import { showLog } from './alerts/log.ts'
import { keepMark } from './alerts/mark.ts'
import { showAlert } from './alerts/one.ts'
import { showOpen } from './alerts/open.ts'
import { type AlertsQuestion, parseAlerts } from './alerts/question.ts'
import { answerRule } from './alerts/rule/answer.ts'
import { preview } from './alerts/rule/preview.ts'
import { silence } from './alerts/silence/answer.ts'

export const alerts: Command<AlertsQuestion> = {
  name: '/alerts',
  usage:
    '/alerts | /alerts <no> | /alerts <no> log | /alerts mark <text> [time] | /alerts silences | /alerts silence <label=value …> until <time> <comment> | /alerts silence <no> until <time>|end | /alerts ack|unack|assign|snooze|unsnooze|resolve|reopen|note <no> … | /alerts useful|expected|noise <no> | /alerts rules | /alerts rule <kpi> [scope] below|above <value>|beyond <deviations> [up|down] [volume <n>] [money <n>] [hours 09:00-18:00] | /alerts rule <no> [pause|resume|delete|<change>] | /alerts preview <kpi> [scope] [below|above <value>, beyond <deviations>] [days]',
  about:
    'What is wrong now, who has it, what can be done and what happened to it; rules of your own, and how often one would have fired before anybody has to hear it.',
  examples: [
    '/alerts',
    '/alerts preview conversion',
    '/alerts preview conversion category=Electronics below 2%',
    '/alerts preview gmv beyond 4 180d',
    '/alerts 12',
    '/alerts 12 log',
    '/alerts rules',
    '/alerts rule conversion category=Electronics below 2% volume 200',
    '/alerts rule orders beyond 4 down hours 09:00-18:00',
    '/alerts ack 12',
    '/alerts assign 12 @mara',
    '/alerts snooze 12 tomorrow 09:00',
    '/alerts mark release 2.14 of the checkout 10:05',
    '/alerts silences',
    '/alerts silence merchant=M-007 until tomorrow 09:00 stock-taking',
    '/alerts note 12 the payment terminal was down',
    '/alerts resolve 12 the payment terminal was down',
  ],
  roles: READERS,
  parse: parseAlerts,
  async review(ctx, question, asking) {
    return question.kind === 'one' ? showAlert(ctx, question.id, asking) : null
  },
  async answer(ctx, question, asker) {
    if (question.kind === 'one') return showAlert(ctx, question.id, null)
    if (question.kind === 'open') return showOpen(ctx)
    if (question.kind === 'mark') return keepMark(ctx, question, asker)
    if (question.kind === 'silences' || question.kind === 'silence' || question.kind === 'change-silence')
      return silence(ctx, question, asker)
    if (question.kind === 'act') return actOn(ctx, question, asker)
    if (question.kind === 'log') return showLog(ctx, question.id)
    return question.kind === 'preview' ? preview(ctx, question) : answerRule(ctx, question, asker)
  },
}
