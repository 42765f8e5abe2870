/** `npm run -s muster -- <command>`: the command line from a checkout. Standard output is the command's alone. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, main, root } from './run.mjs'

await main(async () => {
  await ensureInstalled()
  await ensureBuilt()
  const program = join(root, 'dist', 'cli.mjs')
  if (!existsSync(program)) throw new Stop('The command line was not built: src/app/cli.ts is missing.')
  process.setSourceMapsEnabled(true)
  process.argv[1] = program
  await import(pathToFileURL(program).href)
  return process.exitCode
})
