import { isSeq, parseDocument } from 'yaml'
import { Fault } from '../lib/errors.ts'
import { nearest, oneLine } from '../lib/text.ts'

/** `“ordr_id” is not a column of orders; did you mean order_id? Allowed: ...` */
export function unknownName(name: string, of: string, allowed: readonly string[]): string {
  const near = nearest(name, allowed)
  return `“${oneLine(name, 60)}” is not ${of}${near ? `; did you mean ${near}?` : ''} Allowed: ${allowed.join(', ')}`
}

/** A sources file with one more feed at its end; what stands there keeps its words and comments. */
export function withFeed(text: string, feed: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text)
  if (document.errors.length > 0)
    throw new Fault('The sources file is not YAML.', 'Correct the file before a feed is added.')
  if (isSeq(document.get('feeds'))) document.addIn(['feeds'], document.createNode(feed))
  else document.set('feeds', document.createNode([feed]))
  return document.toString()
}
