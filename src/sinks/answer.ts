import type { Once } from '../sources/http/http.ts'
import type { Written } from './sink.ts'

/** A refusal that may pass: too much at once, or a server that is not well. 430 is Shopify's. */
function mayPass(status: number): boolean {
  return [408, 423, 425, 429, 430].includes(status) || status >= 500
}

/** What an answer means by its status alone; null where it is a success, and its words are to be read. */
export function byStatus(answer: Once): Written | null {
  if (answer.kind === 'lost') return { kind: 'unknown', because: answer.because }
  if (answer.status < 300) return null
  const because = `it answered ${answer.status}`
  // nothing was done where it was asked to wait
  if (answer.status === 429 || answer.status === 430) return { kind: 'later', because }
  return mayPass(answer.status) ? { kind: 'unknown', because } : { kind: 'refused', because }
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
