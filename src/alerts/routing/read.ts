import { readFileSync } from 'node:fs'
import { Fault, messageOf } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import { parseRouting, type RoutingFault } from './file.ts'
import { NO_ROUTING, type Routing } from './routing.ts'

/** The file as it is now, so that a change holds from the next watch on; throws all that is wrong with it. */
export function readRouting(path: string | null, zone: string): Routing {
  if (path === null) return NO_ROUTING
  const read = parseRouting(textOf(path), zone)
  if (!('faults' in read)) return read
  throw new Fault(`${path}: ${read.faults.map(sayFault).join('; ')}.`, 'Correct the file.')
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const because = oneLine(messageOf(error), 120)
    throw new Fault(`${path} cannot be read (${because}).`, 'Check its name and that it may be read.')
  }
}

function sayFault({ line, said }: RoutingFault): string {
  return `line ${line}: ${said}`
}
