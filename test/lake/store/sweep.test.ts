import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sweep } from '../../../src/lake/store/files.ts'

it('a start goes on while another process makes folders in the lake and removes them', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sweep-'))
  let isOver = false
  const another = async (folder: string, name: string) => {
    for (let i = 0; !isOver; i++) {
      const own = join(root, folder, `${name}-${i % 7}`, 'part')
      await mkdir(own, { recursive: true })
      await writeFile(join(own, 'x.parquet'), 'x')
      await rm(join(root, folder, `${name}-${i % 7}`), { recursive: true })
    }
  }
  const others = [another('.staging', 'a'), another('.staging', 'b'), another('raw_orders', 'c')]
  try {
    for (let i = 0; i < 150; i++)
      await expect(sweep(root, join(root, 'spill'), new Set())).resolves.toBeUndefined()
  } finally {
    isOver = true
    await Promise.allSettled(others)
    await rm(root, { recursive: true, force: true })
  }
})
