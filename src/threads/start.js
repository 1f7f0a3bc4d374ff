// The one file that every thread of the pool starts with. A thread starts without the loader that reads TypeScript,
// whatever the version of Node: it is registered first, then the modules of the tasks are read from their folder.
// A bundle must leave this file and the folders of tasks where `import.meta.url` of their users says.
import { register } from 'tsx/esm/api'

register()

const modules = new Map()

/** A task of nothing, to have a thread started. */
export function wake() {}

export async function run({ module, task }) {
  let known = modules.get(module)
  if (!known) {
    known = await import(module)
    modules.set(module, known)
  }
  return known.run(task)
}
