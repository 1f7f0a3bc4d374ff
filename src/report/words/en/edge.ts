import { ENGLISH_USAGE } from '../../../messages/usage.ts'

/** Around the answers: working on it, refusals, errors, sharing, what was understood. */
export const edgeWords = () => ({
  workingOn: (question: string) => `Working on ${question}. The answer follows.`,
  failed: (reference: string) =>
    `Sorry, that did not work. The reference for your administrator is ${reference}.`,
  understoodAs: 'Understood as ',
  usage: ENGLISH_USAGE,
  noCommand: (typed: string) => `There is no command ${typed}.`,
  files: (names: readonly string[]) => `Comes with it when shared: ${names.join(', ')}`,
  share: {
    button: 'Share in channel',
    by: (name: string, asked: string) => `Shared by ${name} · ${asked}`,
    done: 'Shared in this channel.',
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
    press: (roles: readonly Role[]) => `Only these may do that: ${roles.join(', ')}.`,
    command: (name: string, roles: readonly Role[]) => `${name} is for: ${roles.join(', ')}.`,
  },
})

type Role = 'viewer' | 'operator' | 'manager'
