/** Two replicas from what the image holds, behind the nginx whose configuration ships. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './api/served.ts'
import { newPlace, startServer, type Place, type ServerProcess } from './crash/server-process.ts'
import { root } from './guards/tree.ts'

/** What the last stage of `docs/deploy/Dockerfile` takes over from the stage that builds. */
export async function copiedIntoImage(): Promise<string[]> {
  const text = await readFile(join(root, 'docs', 'deploy', 'Dockerfile'), 'utf8')
  return [...text.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' ').map((source) => source.replace('/muster/', '')),
  )
}

export interface Replicas {
  readonly proxyUrl: string
  readonly places: readonly Place[]
  /** As they run now; one that is started again takes its place. */
  readonly servers: ServerProcess[]
  restart(which: number): Promise<void>
  close(): Promise<void>
}

/** @param shared what all replicas are told: their database and their keys */
export async function startReplicas(shared: Readonly<Record<string, string>>): Promise<Replicas> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-replicas-'))
  const image = await imageIn(folder)
  const proxyPort = await freePort()
  const first = await newPlace({
    ...shared,
    MUSTER_URL: `http://localhost:${proxyPort}`,
  })
  // As on one volume: the second has the folder of the first.
  const second = await newPlace({
    ...shared,
    MUSTER_URL: `http://localhost:${proxyPort}`,
    MUSTER_DATA: first.environment['MUSTER_DATA'] ?? '',
  })
  const places = [first, second]
  const servers = await Promise.all(places.map((place) => startServer(place, image)))
  const proxy = await startProxy(folder, proxyPort, places)
  return {
    proxyUrl: `http://localhost:${proxyPort}`,
    places,
    servers,
    restart: async (which) => {
      const place = places[which]
      if (place !== undefined) servers[which] = await startServer(place, image)
    },
    close: async () => {
      proxy.kill('SIGTERM')
      for (const { child, ended } of servers) {
        child.kill('SIGTERM')
        await ended
      }
      for (const place of places) await place.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function imageIn(folder: string): Promise<string> {
  const image = join(folder, 'muster')
  for (const name of await copiedIntoImage()) {
    // Linked, not copied: it is the largest, and the image has it as it is here.
    if (name === 'node_modules') await symlink(join(root, name), join(image, name))
    else await cp(join(root, name), join(image, name), { recursive: true })
  }
  return image
}

async function startProxy(folder: string, port: number, places: readonly Place[]): Promise<ChildProcess> {
  const shipped = await readFile(join(root, 'docs', 'deploy', 'nginx.conf'), 'utf8')
  const [one = '', two = ''] = places.map(({ environment }) => `127.0.0.1:${environment['MUSTER_PORT']}`)
  const ours = shipped
    .replace('10.0.0.11:8420', one)
    .replace('10.0.0.12:8420', two)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replaceAll(/^ *ssl_certificate.*$/gm, '')
    .replace('http {', `pid ${folder}/nginx.pid;\nerror_log stderr;\nhttp {\n${scratchFolders(folder)}`)
    .replace('location / {', 'location / {\n      add_header x-replica $upstream_addr always;')
  const file = join(folder, 'nginx.conf')
  await writeFile(file, ours)
  const proxy = spawn('/usr/sbin/nginx', ['-c', file, '-p', folder, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let written = ''
  proxy.stderr?.on('data', (part: Buffer) => (written += part.toString()))
  const ended = once(proxy, 'exit')
  for (;;) {
    const is = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ status }) => status,
      () => undefined,
    )
    if (is === 200) return proxy
    const how = await Promise.race([ended, delay(50)])
    if (how !== undefined) throw new Error(`nginx did not start: ${written}`)
  }
}

function scratchFolders(folder: string): string {
  return ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/${name};\n`)
    .join('')
    .concat('  access_log off;')
}
