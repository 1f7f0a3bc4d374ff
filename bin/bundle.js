#!/usr/bin/env node
// Makes every bundle ahead, for a place where nothing can be written later, such as an image.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundled } from './load.js'

const tasks = new URL('../src/threads/tasks/', import.meta.url)
const entries = [
  new URL('../src/cli/main.ts', import.meta.url),
  new URL('../src/demo/serving/child.ts', import.meta.url),
  ...readdirSync(tasks).map((name) => new URL(name, tasks)),
]
for (const entry of entries) process.stdout.write(`${await bundled(fileURLToPath(entry))}\n`)
