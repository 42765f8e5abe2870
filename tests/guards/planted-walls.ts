/** Rule, the file that breaks it, its text. Files without a rule are the furniture around them. */
export const planted: readonly (readonly [rule: string | undefined, file: string, text: string])[] = [
  [undefined, 'src/base/ids.ts', `import * as z from 'zod'\nexport const Id = z.string()`],
  [
    undefined,
    'src/areas/register/people/contract.ts',
    `import { Id } from '../../../base/ids.ts'\nexport const person = Id`,
  ],
  [
    undefined,
    'src/areas/register/people/rules.ts',
    `import { person } from './contract.ts'\nexport const may = person`,
  ],
  [
    undefined,
    'src/areas/register/people/tables.ts',
    `import { pgTable } from 'drizzle-orm/pg-core'\nexport const people = pgTable('p', {})`,
  ],
  [
    undefined,
    'src/areas/register/people/store.ts',
    `import { people } from './tables.ts'\nexport const find = people`,
  ],
  [
    undefined,
    'src/areas/register/people/public.ts',
    `import { find } from './store.ts'\nexport const get = find`,
  ],
  [
    undefined,
    'src/areas/register/people/web/PeoplePage.tsx',
    `import { useState } from 'react'\nimport { may } from '../rules.ts'\nimport { kit } from '../../../../ui/kit.tsx'\nexport const p = [useState, may, kit]`,
  ],
  [
    undefined,
    'src/areas/respond/incidents/public.ts',
    `import { get } from '../../register/people/public.ts'\nexport const i = get`,
  ],
  [undefined, 'src/areas/improve/reviews/public.ts', `export const review = 1`],
  [undefined, 'src/ui/kit.tsx', `import { Id } from '../base/ids.ts'\nexport const kit = Id`],
  [undefined, 'src/platform/database/pool.ts', `import pg from 'pg'\nexport const pool = pg`],
  [
    undefined,
    'src/app/areas.ts',
    `import { i } from '../areas/respond/incidents/public.ts'\nexport const areas = i`,
  ],
  [
    undefined,
    'src/areas/register/people/actions.ts',
    `import { find } from './store.ts'\nexport const invite = find`,
  ],
  [
    undefined,
    'src/areas/register/people/people.test.ts',
    `import { areas } from '../../../app/areas.ts'\nexport const t = areas`,
  ],
  [undefined, 'src/verify/main.ts', `import { createHash } from 'node:crypto'\nexport const h = createHash`],
  [undefined, 'src/bench/run.ts', `import { areas } from '../app/areas.ts'\nexport const b = areas`],

  [
    'no-circle-of-files',
    'src/platform/jobs/one.ts',
    `import { two } from './two.ts'\nexport const one: unknown = two`,
  ],
  [undefined, 'src/platform/jobs/two.ts', `import { one } from './one.ts'\nexport const two: unknown = one`],
  [
    'no-circle-of-areas',
    'src/areas/prepare/plan/public.ts',
    `import { r } from '../risks/contract.ts'\nexport const p = r`,
  ],
  [undefined, 'src/areas/prepare/plan/contract.ts', `export const planShape = 1`],
  [
    'no-circle-of-areas',
    'src/areas/prepare/risks/public.ts',
    `import { planShape } from '../plan/contract.ts'\nexport const q = planShape`,
  ],
  [undefined, 'src/areas/prepare/risks/contract.ts', `export const r = 1`],
  [
    'no-circle-of-areas',
    'src/areas/prepare/controls/store/a.ts',
    `import { b } from '../../backups/public/b.ts'\nexport const a = b`,
  ],
  [undefined, 'src/areas/prepare/controls/public/a.ts', `export const a = 1`],
  [
    'no-circle-of-areas',
    'src/areas/prepare/backups/store/b.ts',
    `import { a } from '../../controls/public/a.ts'\nexport const b = a`,
  ],
  [undefined, 'src/areas/prepare/backups/public/b.ts', `export const b = 1`],
  [
    'base-is-pure',
    'src/base/impure.ts',
    `import { readFileSync } from 'node:fs'\nexport const x = readFileSync`,
  ],
  [
    'base-is-pure',
    'src/base/upwards.ts',
    `import { person } from '../areas/register/people/contract.ts'\nexport const x = person`,
  ],
  [
    'contracts-are-pure',
    'src/areas/register/assets/contract.ts',
    `import { find } from './store.ts'\nexport const x = find`,
  ],
  [undefined, 'src/areas/register/assets/store.ts', `export const find = 1`],
  [
    'rules-are-pure',
    'src/areas/register/vendors/rules.ts',
    `import { createHash } from 'node:crypto'\nexport const x = createHash`,
  ],
  [
    'platform-knows-no-floor-above',
    'src/platform/mail/send.ts',
    `import { get } from '../../areas/register/people/public.ts'\nexport const x = get`,
  ],
  [
    'platform-knows-no-floor-above',
    'src/platform/mail/kit.ts',
    `import { kit } from '../../ui/kit.tsx'\nexport const x = kit`,
  ],
  [
    'ui-knows-no-floor-above',
    'src/ui/Person.tsx',
    `import { person } from '../areas/register/people/contract.ts'\nexport const x = person`,
  ],
  [
    'nobody-imports-app',
    'src/areas/respond/signals/jobs.ts',
    `import { areas } from '../../../app/areas.ts'\nexport const x = areas`,
  ],
  [
    'app-enters-by-the-doors',
    'src/app/server.ts',
    `import { invite } from '../areas/register/people/actions.ts'\nexport const x = invite`,
  ],
  [
    'shared-content-is-data',
    'src/content/kinds.ts',
    `import { get } from '../areas/register/people/public.ts'\nexport const x = get`,
  ],
  [
    'register-reads-backwards-only',
    'src/areas/register/insurance/public.ts',
    `import { i } from '../../respond/incidents/public.ts'\nexport const x = i`,
  ],
  [
    'prepare-reads-backwards-only',
    'src/areas/prepare/playbooks/public.ts',
    `import { i } from '../../respond/incidents/public.ts'\nexport const x = i`,
  ],
  [
    'respond-reads-backwards-only',
    'src/areas/respond/evidence/public.ts',
    `import { review } from '../../improve/reviews/public.ts'\nexport const x = review`,
  ],
  [
    'another-area-by-its-door',
    'src/areas/respond/evidence/store.ts',
    `import { find } from '../../register/people/store.ts'\nexport const x = find`,
  ],
  [
    'another-area-by-its-door',
    'src/areas/respond/evidence/rules.ts',
    `import { may } from '../../register/people/rules.ts'\nexport const x = may`,
  ],
  [
    'web-sees-shapes-only',
    'src/areas/respond/evidence/web/EvidencePage.tsx',
    `import { x } from '../store.ts'\nexport const y = x`,
  ],
  [
    'web-sees-shapes-only',
    'src/areas/respond/evidence/web/Pool.tsx',
    `import { pool } from '../../../../platform/database/pool.ts'\nexport const y = pool`,
  ],
  [
    'web-is-entered-by-app',
    'src/areas/register/people/documents/card.ts',
    `import { p } from '../web/PeoplePage.tsx'\nexport const x = p`,
  ],
  [
    'front-page-is-browser-code',
    'src/app/main.tsx',
    `import { pool } from '../platform/database/pool.ts'\nexport const x = pool`,
  ],
  [
    'tables-by-their-own-store',
    'src/areas/register/people/jobs.ts',
    `import { people } from './tables.ts'\nexport const x = people`,
  ],
  [
    'react-only-in-the-browser',
    'src/platform/http/page.ts',
    `import { createElement } from 'react'\nexport const x = createElement`,
  ],
  ['browser-packages-only', 'src/ui/driver.tsx', `import { pino } from 'pino'\nexport const x = pino`],
  ['browser-packages-only', 'src/ui/built-in.tsx', `import { join } from 'node:path'\nexport const x = join`],
  [
    'database-driver-in-platform-database',
    'src/platform/http/driver.ts',
    `import pg from 'pg'\nexport const x = pg`,
  ],
  [
    'rooms-know-no-machinery',
    'src/areas/register/people/actions/typed.ts',
    `import type { Pool } from 'pg'\nexport type X = Pool`,
  ],
  [
    undefined,
    'src/platform/ledger/read.ts',
    `import type { PoolClient } from 'pg'\nexport type Y = PoolClient`,
  ],
  [undefined, 'src/platform/http/world-for-tests.ts', `import { vi } from 'vitest'\nexport const world = vi`],
  [
    'program-knows-no-test',
    'src/platform/http/worldly.ts',
    `import { world } from './world-for-tests.ts'\nexport const w = world`,
  ],
  [
    'rooms-know-no-machinery',
    'src/areas/register/people/intake/typed.ts',
    `import type { FastifyInstance } from 'fastify'\nexport type X = FastifyInstance`,
  ],
  [
    undefined,
    'src/app/typed.ts',
    `import type { FastifyInstance } from 'fastify'\nexport type X = FastifyInstance`,
  ],
  [
    'queries-in-stores',
    'src/areas/register/people/reactions.ts',
    `import { eq } from 'drizzle-orm'\nexport const x = eq`,
  ],
  ['servers-in-platform', 'src/app/worker.ts', `import { fastify } from 'fastify'\nexport const x = fastify`],
  [
    'terminal-in-app',
    'src/platform/config.ts',
    `import { Command } from 'commander'\nexport const x = Command`,
  ],
  [
    'rooms-touch-the-outside-by-platform',
    'src/areas/respond/evidence/intake/mail.ts',
    `import { readFile } from 'node:fs/promises'\nexport const x = readFile`,
  ],
  [
    'no-tool-package-in-the-program',
    'src/platform/http/tool.ts',
    `import * as esbuild from 'esbuild'\nexport const x = esbuild`,
  ],
  [
    'no-undeclared-package',
    'src/platform/http/undeclared.ts',
    `import parser from 'hidden-package'\nexport const x = parser`,
  ],
  ['no-broken-import', 'src/platform/http/broken.ts', `import { x } from './nowhere.ts'\nexport const y = x`],
  [
    'verifier-stands-alone',
    'src/verify/shared.ts',
    `import { Id } from '../base/ids.ts'\nexport const x = Id`,
  ],
  ['verifier-stands-alone', 'src/verify/package.ts', `import * as z from 'zod'\nexport const x = z`],
  [
    'nobody-leans-on-the-verifier',
    'src/platform/ledger/check.ts',
    `import { h } from '../../verify/main.ts'\nexport const x = h`,
  ],
  ['nobody-imports-bench', 'src/app/seed.ts', `import { b } from '../bench/run.ts'\nexport const x = b`],
  [
    'program-knows-no-test',
    'src/platform/http/test.ts',
    `import { t } from '../../areas/register/people/people.test.ts'\nexport const x = t`,
  ],
]
