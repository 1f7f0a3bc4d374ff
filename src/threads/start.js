// A thread starts without the loader that reads TypeScript, whatever the version of Node: it is registered first.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
