import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { Fault, messageOf } from '../lib/errors.ts'

/** The list of what is in a backup; the first thing in it. */
export const LIST = 'backup.json'
export const STATE = 'state.sqlite'

/** Grows when an older release could not read a backup any more. */
export const FORMAT = 1

const contents = z.object({
  format: z.number(),
  /** the release that made it */
  release: z.string(),
  madeAt: z.string(),
  /** the migrations its state has been through */
  migrations: z.array(z.string()),
  /** without them the same rows would be of other days, amounts and customers */
  shop: z.object({ zone: z.string(), currency: z.string(), hasOwnKey: z.boolean() }),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
})

export type Contents = z.infer<typeof contents>
type Packed = Contents['files'][number]

export function readContents(json: string): Contents {
  try {
    const read = contents.parse(JSON.parse(json))
    if (read.format > FORMAT)
      throw new Fault(
        `The backup was made by release ${read.release}, in a form that this one does not know.`,
        'Restore it with that release or a later one.',
      )
    return read
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault(`The list in the backup cannot be read (${messageOf(error)}).`, 'Use another backup.')
  }
}

/** Every file below a folder, as it is now. */
export async function filesBelow(root: string): Promise<string[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

export async function described(root: string, path: string): Promise<Packed> {
  const hash = createHash('sha256')
  const file = join(root, path)
  await pipeline(createReadStream(file), hash)
  return { path, bytes: (await stat(file)).size, sha256: hash.digest('hex') }
}

/** What of a backup's files is not as it was packed. */
export async function damaged(root: string, files: readonly Packed[]): Promise<readonly string[]> {
  const faults: string[] = []
  for (const file of files) {
    const found = await described(root, file.path).catch(() => null)
    if (found === null) faults.push(`${file.path} is missing`)
    else if (found.sha256 !== file.sha256) faults.push(`${file.path} is not what was packed`)
  }
  return faults
}
