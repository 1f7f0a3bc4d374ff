import { textOf, wrongIn } from '../../settings/read.ts'
import { parseRouting } from './file.ts'
import { NO_ROUTING, type Routing } from './routing.ts'

/** The file as it is now, so that a change holds from the next watch on; throws all that is wrong with it. */
export function readRouting(path: string | null, zone: string): Routing {
  if (path === null) return NO_ROUTING
  const read = parseRouting(textOf(path), zone)
  if (!('faults' in read)) return read
  throw wrongIn(path, read.faults)
}
