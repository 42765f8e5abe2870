/** `npm run pictures`: runs the journeys and keeps, of what they show, the pictures that the documents print. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureSystemPrograms } from './debian.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, installed, main, root, run } from './run.mjs'

/** The name in docs/pictures, and what the journeys call it. */
const kept = {
  'incident-room': 'incident-room-1280-light',
  'incident-room-dark': 'room-1280-dark',
  'incident-room-phone': 'room-390-light',
  'crisis-phone': 'crisis-390-light',
  wall: 'wall-2560-dark',
  'first-run': 'setup-1280-light',
  'sign-in': 'sign-in-1280-dark',
  'second-factor-phone': 'second-factor-app-390-light',
  signals: 'signals-1280-light',
  'report-phone': 'report-390-light',
  'plan-gaps': 'plan-gaps-1280-light',
  'plan-booklet': 'plan-booklet',
  'offline-copy': 'copy-open-390-light',
}

await main(async () => {
  await ensureInstalled()
  await ensureSystemPrograms()
  await ensureBuilt()
  const taken = join(root, '.muster', 'pictures')
  const shown = join(root, 'docs', 'pictures')
  rmSync(taken, { recursive: true, force: true })
  mkdirSync(taken, { recursive: true })
  const { code } = await run(installed('playwright'), ['test'], { env: { MUSTER_PICTURES: taken } })
  if (code !== 0) throw new Stop('A journey failed, so docs/pictures stays as it is.')
  const missing = Object.values(kept).filter((name) => !existsSync(join(taken, `${name}.png`)))
  if (missing.length > 0)
    throw new Stop(`No journey took ${missing.join(', ')}. There are: ${readdirSync(taken).join(', ')}`)
  rmSync(shown, { recursive: true, force: true })
  mkdirSync(shown, { recursive: true })
  for (const [name, source] of Object.entries(kept))
    copyFileSync(join(taken, `${source}.png`), join(shown, `${name}.png`))
  return 0
})
