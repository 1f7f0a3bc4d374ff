import { type Command, DECIDERS } from '../src/command.ts'
import { answerPlan } from './campaign/plan.ts'
import { type PlanQuestion, parseCampaign, type ReportQuestion } from './campaign/question.ts'
import { answerReport } from './campaign/report.ts'

export const campaign: Command<PlanQuestion | ReportQuestion> = {
  name: '/campaign',
  usage:
    '/campaign plan [segment] budget=500 cost=0.30 [goal=profit|orders] [holdout=10%] [margin=30%] | report [id]',
  about:
    'Whom to contact for a budget, with a random holdout, and afterwards what it brought. Nobody is contacted.',
  examples: [
    '/campaign plan at risk budget=500 cost=0.30',
    '/campaign report',
    '/campaign report CP-2026-11-23-1',
  ],
  roles: DECIDERS,
  parse: parseCampaign,
  answer: (ctx, question, asker) =>
    question.kind === 'plan' ? answerPlan(ctx, question, asker) : answerReport(ctx, question.campaign),
}
