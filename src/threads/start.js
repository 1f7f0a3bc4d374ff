// The one file that every thread of the pool starts with. A thread reads no TypeScript by itself: the modules of the
// tasks are read from their folder, each as a bundle.
import { load } from '../../bin/load.js'

const modules = new Map()

/** A task of nothing, to have a thread started. */
export function wake() {}

export async function run({ module, task }) {
  let known = modules.get(module)
  if (!known) {
    known = await load(new URL(module))
    modules.set(module, known)
  }
  return known.run(task)
}
