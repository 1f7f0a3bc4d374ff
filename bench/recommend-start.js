import { register } from 'tsx/esm/api'

register()
await import('./recommend-solve.ts')
