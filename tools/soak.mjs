/** `npm run soak`: the long tests, one program after the other. Names as arguments choose among them. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, installed, main, root, run } from './run.mjs'

await main(async () => {
  await ensureInstalled()
  await ensureBuilt()
  const folder = join(root, 'tests/soak')
  const all = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.ts'))
        .toSorted()
    : []
  if (all.length === 0) throw new Stop('There is no long test yet: tests/soak holds none.')
  const wanted = process.argv.slice(2)
  const chosen = all.filter((name) => wanted.length === 0 || wanted.includes(name.replace(/\.ts$/, '')))
  if (chosen.length === 0) throw new Stop(`No long test is called that. There are: ${all.join(', ')}`)
  const failed = []
  for (const name of chosen) {
    console.log(`\n== ${name}`)
    const { code } = await run(installed('tsx'), [join(folder, name)])
    if (code !== 0) failed.push(name)
  }
  console.log(`\n${chosen.length - failed.length} passed, ${failed.length} failed`)
  return failed.length === 0 ? 0 : 1
})
