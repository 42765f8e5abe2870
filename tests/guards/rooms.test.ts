import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { misplaced, roomReadmes } from './rooms.ts'
import { inWords, projectPaths, root } from './tree.ts'

const room = 'src/areas/respond/incidents'

describe('the closed list of the house', () => {
  it.each([
    ['backend/server.ts', 'The top folders are'],
    ['src/shared/x.ts', 'src holds'],
    ['src/areas/report/incidents/store.ts', 'The stages are'],
    ['src/areas/respond/tickets/store.ts', 'The rooms of respond are'],
    [`${room}/routes.ts`, 'A room holds README.md'],
    [`${room}/incident-notes.ts`, 'A room holds README.md'],
    [`${room}/components/Row.tsx`, 'A folder of a room'],
    [`${room}/messages/english.json`, 'one file for each language'],
    [`${room}/store/incident-utils.ts`, '"utils" says nothing'],
    ['src/platform/helpers/time.ts', '"helpers" says nothing'],
    ['src/platform/jobs/JobManager.ts', 'small letters with hyphens'],
    ['src/platform/jobs/job-manager.ts', '"manager" says nothing'],
    ['src/ui/kit/status_badge.tsx', 'PascalCase'],
    ['tests/World.ts', 'small letters with hyphens'],
  ])('a newcomer who adds %s is told where things go', (path, sentence) => {
    expect(misplaced([path])).toEqual([{ path, line: 0, sentence: expect.stringContaining(sentence) }])
  })

  it('a role that became a folder does not stay a file as well', () => {
    const found = misplaced([`${room}/actions.ts`, `${room}/actions/open-incident.ts`])
    expect(found).toEqual([
      { path: `${room}/actions.ts`, line: 0, sentence: expect.stringContaining('lives here and in') },
    ])
  })

  it.each([
    `${room}/README.md`,
    `${room}/contract.ts`,
    `${room}/close-race.db.test.ts`,
    `${room}/actions/open-incident.ts`,
    `${room}/web/IncidentListPage.tsx`,
    `${room}/web/parts/Clock.module.css`,
    `${room}/messages/pt-BR.json`,
    `${room}/content/BEC.yaml`,
    `${room}/intake/alertmanager.ts`,
    'src/app/main.tsx',
    'src/ui/kit/use-width.ts',
    'tests/journeys/first-run.journey.ts',
    'README.md',
    '.ci/run',
    'vite.config.ts',
  ])('a newcomer may add %s', (path) => {
    expect(misplaced([path])).toEqual([])
  })

  it('a room without README, or with a long one, is named', () => {
    const texts = new Map([
      [`${room}/store.ts`, ''],
      ['src/areas/register/people/README.md', 'line\n'.repeat(41)],
    ])
    expect(roomReadmes(texts).map(({ path, line }) => [path, line])).toEqual([
      [`${room}/README.md`, 0],
      ['src/areas/register/people/README.md', 41],
    ])
  })

  it('everything in the tree stands in its place', () => {
    expect(inWords(misplaced(projectPaths()))).toEqual([])
  })

  it('every room of the tree has a README of 40 lines at most', () => {
    const paths = projectPaths().filter((path) => path.startsWith('src/areas/'))
    const texts = new Map(
      paths.map((path) => [path, path.endsWith('README.md') ? readFileSync(join(root, path), 'utf8') : '']),
    )
    expect(inWords(roomReadmes(texts))).toEqual([])
  })
})
