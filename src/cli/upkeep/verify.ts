import { verify as check } from '../../backup/verify.ts'
import { print } from '../terminal.ts'
import type { Verb } from '../verb.ts'
import { VERBS } from '../verbs.ts'

export const verify: Verb = {
  ...VERBS.verify,
  async run({ config }) {
    const found = await check(config)
    for (const { mark, about, said, back } of found) {
      print(`${mark} ${about.padEnd(15)} ${said}`)
      if (back !== null) print(`  ${''.padEnd(15)} ${back}`)
    }
    return found.some(({ mark }) => mark === '✗') ? 1 : 0
  },
}
