import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

/** One folder a claimed figure, its `bench.ts` the start. Each runs its peer in the same run, prints what was measured, and fails when it misses its bar. */
const BENCHES = [
  'anomaly',
  'anomaly-speed',
  'retail',
  'intraday',
  'notice',
  'logistic',
  'trees',
  'pipeline',
  'increment',
  'lake',
  'forecast',
  'year',
  'pace',
  'churn',
  'elasticity',
  'drivers',
  'advice',
  'advice-truth',
  'restock',
  'recommend',
  'uplift',
  'experiment',
  'wholeness',
  'malformed',
  'ask',
] as const

// numbers are for the bench that is named: `npm run bench -- lake 1 10 50`
const given = process.argv.slice(2)
const sizes = given.filter((word) => Number(word) > 0)
const wanted = given.filter((word) => !sizes.includes(word))
const chosen = BENCHES.filter((name) => wanted.length === 0 || wanted.includes(name))
if (chosen.length === 0) {
  console.error(`There is no such bench. There are ${BENCHES.join(', ')}.`)
  process.exit(1)
}

const reports = chosen.map((name) => {
  console.log(`\n# ${name}`)
  const file = fileURLToPath(new URL(`${name}/bench.ts`, import.meta.url))
  const run = spawnSync(process.execPath, ['--import', 'tsx', file, ...sizes], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.stdout.write(run.stdout)
  return { name, text: run.stdout.trim(), isMet: run.status === 0 }
})

const DOCS = new URL('../docs/benchmarks.md', import.meta.url)
const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
const day = new Date().toISOString().slice(0, 10)
const command = (name: string) => `npm run bench -- ${[name, ...sizes].join(' ')}`
const sections = new Map([
  ...sectionsIn(existsSync(DOCS) ? readFileSync(DOCS, 'utf8') : ''),
  ...reports.map(({ name, text, isMet }): [string, string] => [
    name,
    `\`${command(name)}\`, ${day}: ${machine}\n\n\`\`\`\n${text}\n\`\`\`\n\n${isMet ? 'The bar is met.' : '**The bar is missed.**'}\n`,
  ]),
])
const shown = BENCHES.flatMap((name) => (sections.has(name) ? [`## ${name}\n\n${sections.get(name)}`] : []))
writeFileSync(
  DOCS,
  `# What was measured\n\nWritten by \`npm run bench\`, each part when it was last run. Peers run in the same run.\n\n${shown.join('\n')}`,
)
process.exitCode = reports.every(({ isMet }) => isMet) ? 0 : 1

/** What stands in the document, by the name of the bench. */
function sectionsIn(document: string): [string, string][] {
  return document
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n')
      return [part.slice(0, end), `${part.slice(end).trim()}\n`]
    })
}
