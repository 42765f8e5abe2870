import { Command, CommanderError } from 'commander'
import { addCommands } from './cli/commands.ts'
import { exitCodeOf, sentenceOf } from './cli/exit.ts'
import { version } from './version.ts'

const program = new Command('muster')
  .description('Get ready for a cyber incident, lead it on the day, and come out stronger.')
  .version(version)
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })

addCommands(program)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`${sentenceOf(error)}\n`)
  process.exitCode = exitCodeOf(error)
}
