import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../guards/tree.ts'

const run = promisify(execFile)

test(
  'whoever runs the small benchmark gets a figure beside the raw engine for every bar',
  { timeout: 240_000 },
  async () => {
    const program = ['--import', 'tsx', join(root, 'src/bench/bench.ts'), '--small']

    const { stdout } = await run(process.execPath, program, { cwd: root })

    const rows = stdout.split('\n').filter((line) => /^\| .* \| (yes|no) \|$/.test(line))
    const about = [
      'memory',
      'start',
      'incidents',
      'timeline',
      'signals',
      'declare',
      'note',
      'task done',
      'live update',
    ]
    expect(about.filter((word) => !rows.some((row) => row.includes(word)))).toEqual([])
    expect(rows.filter((row) => row.includes('NaN'))).toEqual([])
  },
)
