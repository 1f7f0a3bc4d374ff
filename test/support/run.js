// `node run.js script.ts words`: a process of a test reads its TypeScript as the terminal does, as a bundle.
import { pathToFileURL } from 'node:url'
import { load } from '../../bin/load.js'

process.argv.splice(1, 1)
await load(pathToFileURL(process.argv[1] ?? ''))
