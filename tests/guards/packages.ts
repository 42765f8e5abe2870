import * as z from 'zod'
import type { Finding } from './tree.ts'

const Versions = z.record(z.string(), z.string()).default({})

/** What of package.json the laws look at. */
export const Manifest = z.object({
  dependencies: Versions,
  devDependencies: Versions,
  optionalDependencies: Versions,
})
export type Manifest = z.infer<typeof Manifest>

/** How many packages the program itself may name; each has a reason. */
export const runtimeLimit = 60

/**
 * Licences that go with Apache-2.0. MPL-2.0 covers only its own files, which we use unchanged;
 * OFL-1.1 is for fonts, which it lets travel with any program.
 */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Unlicense',
])

/**
 * Under LGPL-3.0: used unchanged, from node_modules, never bundled, so that whoever has the program can put another
 * version in its place (section 4 of the licence; `tools/build.mjs` keeps it outside). Each by name, for a reason on record.
 */
const beside: Readonly<Record<string, string>> = { openpgp: 'LGPL-3.0+' }

/** Packages whose version is not one version. */
export function unpinned(manifest: Manifest): Finding[] {
  return Object.entries(everything(manifest))
    .filter(([, version]) => !/^(npm:(@[^/]+\/)?[^@/]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) =>
      finding(`${name} is "${version}": name one exact version, so that every install is the same.`),
    )
}

/** More packages at run time than the limit. */
export function tooMany(manifest: Manifest): Finding[] {
  const count = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).length
  if (count <= runtimeLimit) return []
  return [
    finding(
      `The program names ${count} packages and may name ${runtimeLimit}. Take one out before another comes in.`,
    ),
  ]
}

/**
 * Packages whose licence is not on the list.
 * @param licenceOf the licence expression of an installed package; undefined when this system has no binary of it
 */
export function unlicensed(manifest: Manifest, licenceOf: (name: string) => string | undefined): Finding[] {
  return Object.keys(everything(manifest)).flatMap((name) => {
    const licence = licenceOf(name)
    if (licence === undefined) {
      if (name in manifest.optionalDependencies) return []
      return [finding(`${name} names no licence, or is not installed. Without one it may not be used.`)]
    }
    if (isAllowed(licence) || beside[name] === licence) return []
    return [
      finding(`${name} is under ${licence}, which is not on the list of licences that go with Apache-2.0.`),
    ]
  })
}

/** How many packages a pnpm lock brings in, those of others included. */
export function packagesInLock(lock: string): number {
  const start = lock.indexOf('\npackages:\n')
  return lock.slice(start, lock.indexOf('\nsnapshots:\n', start)).match(/^ {2}\S.*:$/gm)?.length ?? 0
}

/** SPDX: with OR one of them must be on the list, with AND all of them. */
function isAllowed(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((licence) => allowed.has(licence.trim())))
}

function everything(manifest: Manifest): Record<string, string> {
  return { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
}

function finding(sentence: string): Finding {
  return { path: 'package.json', line: 0, sentence }
}
