/** `npm start`: install what is missing, build what is stale, then become the server. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, endWithParent, main, root } from './run.mjs'

await main(async () => {
  endWithParent()
  await ensureInstalled()
  await ensureBuilt()
  await become('server.mjs')
})

/** Loads the program into this very process: signals and the exit code are its own, nothing is forwarded. */
async function become(name) {
  const program = join(root, 'dist', name)
  if (!existsSync(program))
    throw new Stop(`${name} was not built: src/app/${name.replace('.mjs', '.ts')} is missing.`)
  process.setSourceMapsEnabled(true)
  process.argv[1] = program
  await import(pathToFileURL(program).href)
  return process.exitCode
}
