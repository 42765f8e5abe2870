/** Writes openapi.json from the declarations, or with --check says whether the committed one is the same. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { actions } from '../src/app/areas.ts'
import { version } from '../src/app/version.ts'
import { openApiDocument } from '../src/platform/http/open-api.ts'
import { projectRoot } from '../src/platform/root.ts'

const path = join(projectRoot(), 'openapi.json')
const made = `${JSON.stringify(
  openApiDocument(
    actions.map((action) => action.endpoint),
    version,
  ),
  null,
  2,
)}\n`

if (process.argv.includes('--check')) {
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (kept !== made) {
    console.error(
      'openapi.json is not what the declarations say. Run: npx tsx tools/openapi.ts, and look at the difference.',
    )
    process.exitCode = 1
  }
} else {
  await writeFile(path, made)
}
