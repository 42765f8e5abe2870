/** `npm run bench`: measures the program against the bars of docs/benchmarks.md; `npm run bench:grouping` its grouping alone. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, installed, main, root, run } from './run.mjs'

await main(async () => {
  await ensureInstalled()
  const isGrouping = process.argv[2] === 'grouping'
  // grouping is measured without a server
  if (!isGrouping) await ensureBuilt()
  const program = join(root, isGrouping ? 'src/bench/grouping.ts' : 'src/bench/bench.ts')
  if (!existsSync(program)) throw new Stop('There is nothing to measure yet: src/bench/bench.ts is missing.')
  return (await run(installed('tsx'), [program, ...process.argv.slice(2)], { endsWithUs: true })).code
})
