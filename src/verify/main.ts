import process from 'node:process'
import { runVerify } from './command.ts'

process.exitCode = runVerify(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
})
