import { parentPort } from 'node:worker_threads'
import { type TrainingTask, trainTask } from '../src/models/train.ts'

/** A thread of its own for one training, so that the bot answers while it runs. */
parentPort?.once('message', (task: TrainingTask) => parentPort?.postMessage(trainTask(task)))
