import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { biomeRooms, ROOMS_FILE } from './biome.ts'
import { DOCUMENT, withTable } from './document.ts'
import { ROOT, textOf } from './tree.ts'

writeFileSync(join(ROOT, ROOMS_FILE), biomeRooms())
writeFileSync(join(ROOT, DOCUMENT), withTable(textOf(DOCUMENT)))
