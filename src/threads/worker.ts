import { parentPort } from 'node:worker_threads'
import { type Call, perform } from './tasks.ts'

/** A thread of its own for one piece of work after the other, so that the bot answers while it runs. */
parentPort?.on('message', (call: Call) => parentPort?.postMessage(perform(call)))
