import { sentenceOf } from './cli/exit.ts'
import { runServer } from './cli/run.ts'

try {
  await runServer({ demo: process.argv.includes('--demo') })
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exitCode = 1
}
