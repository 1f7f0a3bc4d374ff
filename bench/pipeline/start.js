// Started as bin/floorwalker.js is: the loader for modules alone.
import { register } from 'tsx/esm/api'

register()
await import('./ours.ts')
