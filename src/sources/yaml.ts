import { readFileSync } from 'node:fs'
import { isSeq, parse, parseDocument } from 'yaml'
import type { z } from 'zod'
import { Fault, messageOf } from '../lib/errors.ts'
import { nearest, oneLine } from '../lib/text.ts'

/** Reads a YAML file by a schema. All faults at once, each with its place in the file. */
export function readYaml<T extends z.ZodType>(path: string, schema: T): z.output<T> {
  const parsed = schema.safeParse(yamlIn(path))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap((issue) => tell(issue))
  throw new Fault(`${path}: ${faults.join('; ')}.`, 'Correct the file.')
}

function yamlIn(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new Fault(
      `${path} cannot be read (${oneLine(messageOf(error), 120)}).`,
      'Check its name and that it may be read.',
    )
  }
  try {
    return parse(text)
  } catch (error) {
    throw new Fault(`${path} is not YAML: ${oneLine(messageOf(error), 160)}.`, 'Correct the file.')
  }
}

function tell(issue: z.core.$ZodIssue): string[] {
  const place = issue.path.length > 0 ? issue.path.map(String).join('.') : 'the file'
  if (issue.code !== 'unrecognized_keys') return [`${place}: ${issue.message}`]
  return issue.keys.map((key) => `${place}: “${oneLine(key, 60)}” is not known here`)
}

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
