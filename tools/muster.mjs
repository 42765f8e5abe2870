/** `npm run -s muster -- <command>`: the command line from a checkout. Standard output is the command's alone. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, main, program, root } from './run.mjs'

await main(async () => {
  await ensureInstalled()
  await ensureBuilt()
  const { built } = program('cli')
  if (built === undefined) throw new Stop('There is no command line yet: src/app/cli.ts is missing.')
  process.setSourceMapsEnabled(true)
  process.argv[1] = join(root, built)
  await import(pathToFileURL(join(root, built)).href)
  return process.exitCode
})
