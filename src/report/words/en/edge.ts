import { ENGLISH_UNDERSTOOD, ENGLISH_USAGE } from '../../../messages/usage.ts'

/** Around the answers: working on it, refusals, errors, sharing, what was understood. */
export const edgeWords = () => ({
  workingOn: (question: string) => `Working on ${question}. The answer follows.`,
  failed: (reference: string) =>
    `Sorry, that did not work. The reference for your administrator is ${reference}.`,
  understoodAs: ENGLISH_UNDERSTOOD,
  usage: ENGLISH_USAGE,
  assistant: {
    welcome:
      'Ask me about the shop in your own words. Commands work here too, without the slash: kpi conversion last week',
    questions: 'For example',
    /** after the bot's name */
    looking: 'is looking…',
  },
  noCommand: (typed: string) => `There is no command ${typed}.`,
  files: (names: readonly string[]) => `With it: ${names.join(', ')}`,
  share: {
    button: 'Share in channel',
    elsewhere: 'Share elsewhere…',
    files: 'Send me the CSV',
    form: {
      title: 'Share the answer',
      submit: 'Share',
      channel: 'Choose a channel',
      hint: 'The bot must be a member there.',
      notMember: 'I am not in this channel. Invite me there (/invite and my name), then share again.',
      otherwise: 'The list of channels cannot be shown here. Share in this channel instead.',
    },
    doneElsewhere: 'Shared in the channel you chose.',
    filesOf: (asked: string) => `The files of ${asked}.`,
    filesSent: (names: readonly string[]) => `Sent to you as a direct message: ${names.join(', ')}.`,
    by: (name: string, asked: string) => `Shared by ${name} · ${asked}`,
    done: 'Shared in this channel.',
    waiting: 'Slack has not taken it yet. It is shared as soon as Slack does.',
    inviteMe:
      'I may not post here, so nobody sees it yet. Type /invite @Floorwalker in this channel: it is then shared by itself.',
    notHere: 'I cannot post in a direct message between others. Ask again in a channel, then share.',
    refused: (code: string) => `Slack refuses to show it here (${code}).`,
    limited: 'Not everybody in that channel may see the shop’s figures, so it cannot be shared there.',
    gone: 'This answer can no longer be shared. Ask again, then share.',
  },
  oldButton: 'This button does nothing any more.',
  oldForm: 'This form does nothing any more.',
  notSaved: (faults: readonly string[]) => `Nothing was saved. ${faults.join(' ')}`,
  refused: {
    unreadable: 'I cannot check who you are right now. Try again in a minute.',
    membersOnly: 'Only members may ask.',
    guests: 'Shop figures are not shown to guests.',
    strangers: 'Shop figures are not shown to members of other workspaces.',
    notSeen: (segments: readonly string[]) =>
      segments.length === 0
        ? 'You may see no figures here. Ask whoever looks after the bot.'
        : `You see only ${segments.join(', ')}. Ask /kpi, /why or /forecast of it, /merchant, or /subscribe to its digest.`,
    press: (roles: readonly Role[]) => `Only these may do that: ${roles.join(', ')}.`,
    command: (name: string, roles: readonly Role[]) => `${name} is for: ${roles.join(', ')}.`,
  },
})

/** What Slack says where somebody must let the bot in. */
const SHUT_OUT = /channel_not_found|not_in_channel|is_archived|restricted_action|missing_scope|^no channel/

/** What of the bot itself does not work, and that it works again. */
export const troubleWords = () => ({
  told: {
    job: (job: string, _because: string, day: string) =>
      `The job ${job} fails (${day}). When what is said below is put right, its next run goes by itself. At once: floorwalker job ${job.split(' ')[0]} --slot ${day} --post`,
    source: (source: string) =>
      `The source ${source} cannot be read. It is tried again at every run and goes on where it was: nothing is missed. /sources ${source} says more, floorwalker doctor tries it.`,
    channel: (channel: string, code: string) =>
      SHUT_OUT.test(code)
        ? `I cannot post to ${channel} (${code}). Create the channel, or type /invite @Floorwalker there: what waits is then posted by itself.`
        : `A message to ${channel} was given up (${code}). It is not posted any more; those after it are tried. The log says which (message given up).`,
    subscription: (id: string, code: string) =>
      `Digest ${id} is stopped: Slack refused it again and again (${code}). Put that right, then /subscribe resume ${id}. /subscribe history ${id} says more.`,
  },
  well: {
    job: (job: string) => `The job ${job} works again.`,
    source: (source: string) => `The source ${source} is read again.`,
    channel: (channel: string) => `Messages to ${channel} are posted again.`,
    subscription: (id: string) => `Digest ${id} goes on again.`,
  },
})

type Role = 'viewer' | 'operator' | 'manager'

const COMMANDS: Readonly<Record<string, string>> = {
  '/kpi': 'What is it? (/kpi)',
  '/why': 'Why did it move? (/why)',
  '/forecast': 'What will it be? (/forecast)',
  '/price': 'Which price? (/price)',
  '/restock': 'What to order? (/restock)',
  '/recommend': 'What goes with it? (/recommend)',
  '/alerts': 'What is wrong now? (/alerts)',
  '/actions': 'What is suggested? (/actions)',
  '/sources': 'Is the data fresh? (/sources)',
}

/** The form of questions behind the shortcut, and the shortcut at a message. */
export const askWords = () => ({
  title: 'Ask Floorwalker',
  submit: 'Ask',
  command: (name: string) => COMMANDS[name] ?? name,
  fields: {
    command: 'Question',
    kpi: 'KPI',
    what: 'Of what',
    whatHint: 'A platform, category, channel, region, merchant or product. Left open: the whole shop.',
    when: 'When',
  },
  /** a period as it is typed */
  when: (period: string) => `${period.slice(0, 1).toUpperCase()}${period.slice(1)}`,
  needed: { kpi: 'Choose a KPI.', what: 'Choose a product, a merchant or a category.' },
  otherwise: 'The window could not be opened. Type the question instead, for example /kpi conversion',
  /** what the assistant's pane offers, in the words of who will ask it; the first two are examples elsewhere */
  firstQuestions: (category: string | null) => [
    {
      title: category === null ? 'Why sales changed' : `Why sales of ${category} changed`,
      message: `Why did sales${category === null ? '' : ` of ${category}`} change yesterday?`,
    },
    { title: 'Sales of next week', message: 'How much will we sell next week?' },
    { title: 'What to restock', message: 'What should we restock now?' },
    { title: 'What is wrong now', message: 'What is wrong right now?' },
  ],
  example: (question: string) => `“${question}”`,
  notAboutKpi: 'This message is not about a KPI, so there is nothing to explain. Try /why conversion',
})
