import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { projectRoot } from './root.ts'

const run = promisify(execFile)

/** Keeps as much alive all the time and lets each thing live long enough to be no young garbage any more. */
const storm = `
  const ring = Array.from({ length: 200_000 }, (_, n) => ({ n, words: ['a' + n, 'b' + n] }))
  let most = 0
  for (let n = 0; n < 1_500_000; n++) {
    ring[n % ring.length] = { n, words: ['a' + n, 'b' + n] }
    if (n % 50_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed)
  }
  process.stdout.write(String(most))`

it('an operator sees a storm take less than seven tenths of the memory that the engine would let it take', async () => {
  const { href } = new URL(`file://${join(projectRoot(), 'src/platform/slow-growing-heap.ts')}`)
  const held = `import { growHeapSlowly } from ${JSON.stringify(href)}\ngrowHeapSlowly()\n${storm}`
  const [ours, engine] = await Promise.all([peakOf(held), peakOf(storm)])
  expect(ours / engine).toBeLessThan(0.7)
})

async function peakOf(program: string): Promise<number> {
  const words = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await run(process.execPath, words, { cwd: projectRoot() })
  return Number(stdout)
}
