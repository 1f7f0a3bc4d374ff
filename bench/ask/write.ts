import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Known } from '../../src/ask/vocabulary.ts'
import { examplesFrom } from './learn.ts'
import type { Typed } from './phrasings.ts'

const WIDTH = 210
const HAN = /\p{Script=Han}/u
const FILES = [
  {
    name: 'heard-english',
    of: 'HEARD_ENGLISH',
    language: 'English',
    isOf: (said: string) => !HAN.test(said),
  },
  { name: 'heard-chinese', of: 'HEARD_CHINESE', language: 'Chinese', isOf: (said: string) => HAN.test(said) },
] as const

/** Writes what the reader learns from the phrasings: their words with signs for names, days and sums, by what they mean. */
export function writeExamples(typed: readonly Typed[], known: Known): void {
  for (const { name, of, language, isOf } of FILES) {
    const examples = examplesFrom(
      typed.filter(({ said }) => isOf(said)),
      known,
    )
    const entries = Object.entries(examples).map(
      ([label, text]) => `  ${keyOf(label)}: \`\n${wrapped(text)}\`,`,
    )
    const about = `/** Written by \`npm run bench -- ask\` from bench/ask/typed: what people typed in ${language}, by what they meant. */`
    writeFileSync(
      fileURLToPath(new URL(`../../src/ask/reader/examples/${name}.ts`, import.meta.url)),
      `${about}\nexport const ${of}: Readonly<Record<string, string>> = {\n${entries.join('\n')}\n}\n`,
    )
  }
}

const keyOf = (label: string) => (/^\w+$/.test(label) ? label : `'${label}'`)

/** Lines of examples, none broken. */
function wrapped(text: string): string {
  const lines: string[] = []
  let line = ''
  for (const one of text.split(' | ')) {
    if (line !== '' && line.length + one.length > WIDTH) {
      lines.push(line)
      line = ''
    }
    line += `${line === '' ? '' : ' | '}${one}`
  }
  return [...lines, line].join('\n')
}
