/** Everything that nobody should send, to every field and every address, a backup cut at every border, backups of every earlier schema, and every change by everybody who may; `npm test` sends a share of it. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../guards/tree.ts'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const args = [
  'run',
  '--project',
  'db',
  '--testTimeout=3600000',
  'tests/api/hostile-values.db.test.ts',
  'tests/api/hostile-requests.db.test.ts',
  'tests/forged-backup.db.test.ts',
  'tests/guards/access-matrix.db.test.ts',
  'tests/guards/foreign-ids.db.test.ts',
  'tests/skipped-versions.db.test.ts',
]
const { status } = spawnSync(process.execPath, [vitest, ...args], {
  cwd: root,
  env: { ...process.env, MUSTER_EVERY_VALUE: '1' },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
