/** `npm run bench`: measures the program against the bars of docs/benchmarks.md. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, installed, main, root, run } from './run.mjs'

await main(async () => {
  await ensureInstalled()
  await ensureBuilt()
  const program = join(root, 'src/bench/bench.ts')
  if (!existsSync(program)) throw new Stop('There is nothing to measure yet: src/bench/bench.ts is missing.')
  return (await run(installed('tsx'), [program, ...process.argv.slice(2)])).code
})
