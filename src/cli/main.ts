import { existsSync, readFileSync } from 'node:fs'
import { runLine } from './line.ts'

// whoever reads the output may stop early, as `head` does
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
// what the environment says goes before what the file says
if (existsSync('.env')) await loadEnvFile('.env')
process.exitCode = await runLine(process.argv.slice(2), process.env)

async function loadEnvFile(path: string): Promise<void> {
  const { envIn } = await import('./env-file.ts')
  for (const [name, value] of Object.entries(envIn(readFileSync(path, 'utf8')))) process.env[name] ??= value
}
