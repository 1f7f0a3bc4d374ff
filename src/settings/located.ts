import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { oneLine } from '../lib/text.ts'

/** What is wrong in a file, on which line, and how to fix it. */
export interface FileFault {
  readonly line: number
  readonly said: string
}

/** Says that what is found at a path of the file is wrong. */
export type Tell = (path: readonly PropertyKey[], said: string) => void

/** What a YAML file holds, and all that is found wrong with it, each on its line. */
export interface Located {
  readonly value: unknown
  readonly faults: readonly FileFault[]
  readonly tell: Tell
}

export function locate(text: string): Located {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const faults: FileFault[] = document.errors.map(({ pos, message }) => ({
    line: lines.linePos(pos[0]).line,
    said: `is not YAML: ${oneLine(message, 120)}`,
  }))
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  return {
    value: faults.length > 0 ? null : document.toJS(),
    faults,
    tell: (path, said) => {
      faults.push({
        line: lineOf(path),
        said: `${path.map((part) => oneLine(String(part), 60)).join('.') || 'the file'}: ${said}`,
      })
    },
  }
}

/** A part of a file by its schema; null when something is wrong with it, which is told. */
export function parsed<T extends z.ZodType>(
  schema: T,
  value: unknown,
  { path, tell }: { readonly path: readonly PropertyKey[]; readonly tell: Tell },
): z.output<T> | null {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  for (const issue of read.error.issues) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) tell([...path, ...issue.path, key], 'is not known here')
    else tell([...path, ...issue.path], issue.message)
  }
  return null
}

export function sayFaults(faults: readonly FileFault[]): string {
  return faults.map(({ line, said }) => `line ${line}: ${said}`).join('; ')
}
