/** `npm start`: install what is missing, build what is stale, then become the server. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, endWithParent, main, program, root } from './run.mjs'

await main(async () => {
  endWithParent()
  await ensureInstalled()
  await ensureBuilt()
  const { built, args } = program('server')
  if (built === undefined)
    throw new Stop('There is no server yet: src/app/server.ts and src/app/cli.ts are missing.')
  // Loaded into this very process: signals and the exit code are its own, and nothing has to be forwarded.
  process.setSourceMapsEnabled(true)
  process.argv.splice(1, 1, join(root, built), ...args)
  await import(pathToFileURL(join(root, built)).href)
  return process.exitCode
})
