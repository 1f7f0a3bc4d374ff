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
  notAboutKpi: 'This message is not about a KPI, so there is nothing to explain. Try /why conversion',
})
