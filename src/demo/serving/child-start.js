// A process of its own reads its TypeScript as the terminal does: as a bundle.
import { load } from '../../../bin/load.js'

await load(new URL('./child.ts', import.meta.url))
