import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadMapping, MAPPING_KEYS } from '../../../src/sources/files/mapping.ts'

const DOCS = readFileSync(new URL('../../../docs/sources.md', import.meta.url), 'utf8')
const FILES = DOCS.slice(DOCS.indexOf('\n## Files'), DOCS.indexOf('\n## SQL'))

it('every key of a mapping is in the documentation, those of files with an example each', () => {
  for (const key of MAPPING_KEYS.files)
    expect(FILES, key).toMatch(new RegExp(`\\n\\| \`${key}\` +\\| .+\\| .+\\|`))
  for (const key of [...MAPPING_KEYS.mapping, ...MAPPING_KEYS.column])
    expect(FILES, key).toMatch(new RegExp(`\\b${key}:|\`${key}\``))
  const told = [...FILES.matchAll(/\n\| `(\w+)`/g)].map(([, key]) => key)
  expect(told.toSorted()).toEqual([...MAPPING_KEYS.files].toSorted())
})

it('the mappings it shows are read as they stand', () => {
  const shown = [...FILES.matchAll(/```yaml\n(name: [\s\S]*?)```/g)].map(([, text]) => text ?? '')
  expect(shown.length).toBeGreaterThan(1)
  const dir = mkdtempSync(join(tmpdir(), 'documented-'))
  for (const [i, text] of shown.entries()) {
    writeFileSync(join(dir, `${i}.yaml`), text)
    expect(loadMapping(join(dir, `${i}.yaml`)).feeds.length).toBeGreaterThan(0)
  }
  rmSync(dir, { recursive: true })
})
