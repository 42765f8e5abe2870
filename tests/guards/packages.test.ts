import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { Manifest, packagesInLock, runtimeLimit, tooMany, unlicensed, unpinned } from './packages.ts'
import { root } from './tree.ts'

const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
const named = (dependencies: Record<string, string>) => Manifest.parse({ dependencies })
const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')

describe('the packages of others', () => {
  it.each(['^1.0.0', '~1.0.0', '1.x', 'latest', '*', '>=1.0.0', 'github:a/b', 'npm:a@^1.0.0'])(
    'an author who writes the version %s is asked for one version',
    (version) => {
      expect(unpinned(named({ a: version }))).toHaveLength(1)
    },
  )

  it.each(['1.0.0', '18.4.0-beta.17', 'npm:typescript@7.0.2', 'npm:@scope/name@1.2.3'])(
    'an author may write the version %s',
    (version) => {
      expect(unpinned(named({ a: version }))).toEqual([])
    },
  )

  it.each(['GPL-3.0-only', 'AGPL-3.0', 'SEE LICENSE IN LICENSE', 'MIT AND GPL-2.0', 'UNLICENSED'])(
    'a package under %s is refused',
    (licence) => {
      expect(unlicensed(named({ a: '1.0.0' }), () => licence)).toHaveLength(1)
    },
  )

  it.each(['MIT', '(MIT OR GPL-2.0)', 'MIT AND OFL-1.1'])('a package under %s is let in', (licence) => {
    expect(unlicensed(named({ a: '1.0.0' }), () => licence)).toEqual([])
  })

  it('the one package under LGPL is let in by its name alone, and the build is told to leave it outside', () => {
    expect(unlicensed(named({ openpgp: '1.0.0' }), () => 'LGPL-3.0+')).toEqual([])
    expect(unlicensed(named({ a: '1.0.0' }), () => 'LGPL-3.0+')).toHaveLength(1)
    const build = readFileSync(join(root, 'tools/build.mjs'), 'utf8')
    expect(/const external = \[([^\]]*)\]/.exec(build)?.[1]).toContain("'openpgp'")
  })

  it('a package without a licence is refused', () => {
    expect(unlicensed(named({ a: '1.0.0' }), () => undefined)).toHaveLength(1)
  })

  it('an author who names one package too many is told', () => {
    const many = (count: number) =>
      named(Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, '1.0.0'])))
    expect(tooMany(many(runtimeLimit))).toEqual([])
    expect(tooMany(many(runtimeLimit + 1))).toHaveLength(1)
  })

  it('the packages of the tree are pinned, few, and under licences that fit', () => {
    expect(unpinned(manifest)).toEqual([])
    expect(tooMany(manifest)).toEqual([])
    expect(unlicensed(manifest, installedLicence)).toEqual([])
  })

  it('the change log speaks up when the lock brings more packages than it said', () => {
    expect(
      packagesInLock(
        'x\n\npackages:\n\n  a@1.0.0:\n    r: 1\n\n  b@1.0.0:\n    r: 1\n\nsnapshots:\n\n  c@1:\n',
      ),
    ).toBe(2)
    const changes = existsSync(join(root, 'CHANGELOG.md'))
      ? readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
      : ''
    const said = /(\d+) packages in the lock/.exec(changes)?.[1]
    expect(packagesInLock(lock)).toBeLessThanOrEqual(said === undefined ? Infinity : Number(said))
  })
})

function installedLicence(name: string): string | undefined {
  const path = join(root, 'node_modules', name, 'package.json')
  if (!existsSync(path)) return undefined
  return z.object({ license: z.string().optional() }).parse(JSON.parse(readFileSync(path, 'utf8'))).license
}
