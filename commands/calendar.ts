import { type Command, READERS } from '../src/command.ts'
import { addDay, editDay, removeDay } from './calendar/change.ts'
import { importDays } from './calendar/import.ts'
import { listDays } from './calendar/list.ts'
import { type CalendarQuestion, parseCalendar } from './calendar/question.ts'

export const calendar: Command<CalendarQuestion> = {
  name: '/calendar',
  usage:
    '/calendar [period] | add <name> <days> [segment] [holiday] | edit <no.> … | remove <no.> | import [promotions] <address or text>',
  about: 'Holidays and promotions of the next weeks, and your own: forecasts, alerts and digests know them.',
  examples: [
    '/calendar',
    '/calendar december',
    '/calendar add Summer sale 2027-06-12..2027-06-20 category=Toys',
    '/calendar add Company day 2027-03-05 holiday',
  ],
  roles: READERS,
  parse: parseCalendar,
  // only what the asker may see is listed, and only that may be changed
  segmentOf: () => 'own',
  async answer(ctx, question, asker) {
    switch (question.kind) {
      case 'list':
        return listDays(ctx, question.when, asker)
      case 'add':
        return addDay(ctx, question.day, asker)
      case 'edit':
        return editDay(ctx, question, asker)
      case 'remove':
        return removeDay(ctx, question.id, asker)
      case 'import':
        return importDays(ctx, question, asker)
    }
  },
}
