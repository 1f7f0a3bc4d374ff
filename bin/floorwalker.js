#!/usr/bin/env node
import { load } from './load.js'

await load(new URL('../src/cli/main.ts', import.meta.url))
