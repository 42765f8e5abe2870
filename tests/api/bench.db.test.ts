import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../guards/tree.ts'

const run = promisify(execFile)

test(
  'whoever runs the small benchmark gets a figure beside the raw engine for every bar',
  { timeout: 900_000 },
  async () => {
    const program = ['--import', 'tsx', join(root, 'src/bench/bench.ts'), '--small']

    // ended with the test, and its server with it
    const { stdout } = await run(process.execPath, program, { cwd: root, timeout: 880_000 })

    const rows = stdout.split('\n').filter((line) => /^\| .* \| (yes|no) \|$/.test(line))
    const about = [
      'memory, idle',
      'memory, with the whole history',
      'start on the existing folder',
      'incidents, first page',
      'incidents, search',
      'one incident',
      'timeline of an incident',
      'signals, first page',
      'signals, search',
      'alert groups',
      'declare an incident',
      'note with its leaf',
      'task done with its leaf',
      'notes each second, 1 at once',
      'notes each second, 4 at once',
      'live update to a second client',
      'viewers of one incident',
      'the room of an incident',
      'the plan of',
      'signals over HTTP, 1 in a delivery',
      'signals over HTTP, 10 in a delivery',
      'script, first load',
      'script, door',
      'script, page',
    ]
    expect(about.filter((word) => !rows.some((row) => row.includes(word)))).toEqual([])
    expect(rows.filter((row) => row.includes('NaN'))).toEqual([])
  },
)
