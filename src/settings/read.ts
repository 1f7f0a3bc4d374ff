import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { Fault, messageOf } from '../lib/errors.ts'
import { oneLine } from '../lib/text.ts'
import { type FileFault, locate, parsed, sayFaults } from './located.ts'

/** The text of a file that people write. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const because = oneLine(messageOf(error), 120)
    throw new Fault(`${path} cannot be read (${because}).`, 'Check its name and that it may be read.')
  }
}

/** Reads a YAML file by a schema; throws all that is wrong with it, each with its line. */
export function readYaml<T extends z.ZodType>(path: string, schema: T): z.output<T> {
  const { value, faults, tell } = locate(textOf(path))
  const read = faults.length > 0 ? null : parsed(schema, value, { path: [], tell })
  if (read === null) throw wrongIn(path, faults)
  return read
}

export function wrongIn(path: string, faults: readonly FileFault[]): Fault {
  return new Fault(`${path}: ${sayFaults(faults)}.`, 'Correct the file.')
}
