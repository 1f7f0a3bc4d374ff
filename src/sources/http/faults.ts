import { Fault, messageOf } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'

const LATER = 'It is asked again at the next run.'

const REMEDIES: Readonly<Record<number, string>> = {
  401: 'Check the token: it is missing, wrong or expired.',
  403: 'The token may not read this: give it the right scope.',
  404: 'Check the address in the sources file.',
  429: `The platform limits the rate. ${LATER}`,
}

/** Without user, password and query: these may hold secrets. */
export function shown(url: URL): string {
  return `${url.origin}${url.pathname}`
}

/** The platform answered, and with a status that is no success. */
export class Refusal extends Fault {
  readonly status: number

  constructor(status: number, what: string, remedy: string) {
    super(what, remedy)
    this.status = status
  }
}

export function refused(url: URL, answer: { status: number; text: string }): Refusal {
  const remedy = answer.status >= 500 ? `The platform is at fault. ${LATER}` : REMEDIES[answer.status]
  return new Refusal(
    answer.status,
    `${shown(url)} answered ${answer.status}: “${firstWords(answer.text)}”.`,
    remedy ?? 'Check the address and its query in the sources file.',
  )
}

export function unreachable(url: URL, error: Error & { code?: string | undefined }): Fault {
  if (error.cause instanceof Fault) return error.cause
  return new Fault(
    `${shown(url)} could not be read: ${oneLine(error.message) || error.code}.`,
    error.message.includes('maxContentLength')
      ? 'Ask for smaller pages.'
      : `Check the address and the network. ${LATER}`,
    { cause: error },
  )
}

export function notJson(url: URL, answer: { type: string; text: string }, error: unknown): Fault {
  return new Fault(
    `${shown(url)} answered ${answer.type} that is not JSON: “${firstWords(answer.text)}” (${oneLine(messageOf(error), 80)}).`,
    'Check that the address is the API and not a page or a log-in.',
    { cause: error },
  )
}

function firstWords(text: string): string {
  return oneLine(text.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' '), 80)
}
