import { resolve } from 'node:path'
import { z } from 'zod'
import { type Connector, common, PROPOSE, type SourceContext } from '../connector.ts'
import { fileSources } from './file-sources.ts'
import { loadMapping, PRESETS } from './mapping.ts'

const shape = z.strictObject({
  mapping: z.string(),
  dir: z.string(),
  /** a file that changes within this is still being written */
  settle_seconds: z.number().int().min(0).max(300).default(5),
  fresh_within_minutes: common.fresh_within_minutes,
})

/** A folder of files that others deliver into: each lands once, when it no longer grows. */
export const files: Connector = {
  feed: shape.transform((given) => ({ name, folder }: SourceContext) => {
    const isPath = /\.ya?ml$/.test(given.mapping)
    return fileSources(loadMapping(isPath ? resolve(folder, given.mapping) : given.mapping), {
      name,
      dir: resolve(folder, given.dir),
      freshWithinMinutes: given.fresh_within_minutes,
      settleMs: given.settle_seconds * 1000,
    })
  }),
  asks: [
    { field: 'dir', ask: 'The folder that holds the files' },
    {
      field: 'mapping',
      ask: `A preset (${PRESETS.join(', ')}), a mapping file beside the sources file, or ${PROPOSE}: from the files`,
      otherwise: PROPOSE,
    },
  ],
  proposes: {
    isAsked: ({ mapping }) => mapping === PROPOSE,
    sample: async ({ dir = '' }, { folder }) => resolve(folder, dir),
    told: ({ dir }, { mappingFile }) => [{ suffix: '', said: { mapping: mappingFile, dir } }],
  },
}
