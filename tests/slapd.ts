import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Attribute, Change, Client } from 'ldapts'
import { selfSigned } from './certificate.ts'

/** Debian's package `slapd`; the preparation of the tests installs it. */
const program = '/usr/sbin/slapd'

/** Why a test with a real directory does not run here; undefined where it can. Under CI its absence is a failure. */
export function whyNoSlapd(): string | undefined {
  if (existsSync(program)) return undefined
  const why = 'OpenLDAP is absent: install slapd.'
  if (process.env['CI'] === 'true') throw new Error(why)
  return why
}

export const base = 'dc=bakery,dc=example'
export const reader = { dn: `cn=reader,${base}`, password: 'reads-and-nothing-else' }

export type Slapd = Awaited<ReturnType<typeof startSlapd>>

/** A directory of its own on this machine, with a reader and nobody else in it. */
export async function startSlapd() {
  const folder = await mkdtemp(join(tmpdir(), 'muster-slapd-'))
  const [tlsPort, plainPort] = [await freePort(), await freePort()]
  const tls = selfSigned('127.0.0.1')
  mkdirSync(join(folder, 'db'))
  writeFileSync(join(folder, 'cert'), tls.cert)
  writeFileSync(join(folder, 'key'), tls.key, { mode: 0o600 })
  writeFileSync(join(folder, 'slapd.conf'), configuration(folder))
  writeFileSync(
    join(folder, 'first.ldif'),
    [
      ...[`dn: ${base}`, 'objectClass: dcObject', 'objectClass: organization', 'dc: bakery', 'o: Bakery', ''],
      ...[`dn: ou=people,${base}`, 'objectClass: organizationalUnit', 'ou: people', ''],
      ...[`dn: ou=groups,${base}`, 'objectClass: organizationalUnit', 'ou: groups', ''],
    ].join('\n'),
  )
  const added = spawnSync('/usr/sbin/slapadd', [
    ...['-f', join(folder, 'slapd.conf'), '-l', join(folder, 'first.ldif')],
  ])
  if (added.status !== 0) throw new Error(`slapadd: ${String(added.stderr)}`)
  const urls = `ldap://127.0.0.1:${plainPort} ldaps://127.0.0.1:${tlsPort}`
  const child = spawn(program, ['-d', '0', '-f', join(folder, 'slapd.conf'), '-h', urls], { stdio: 'ignore' })
  while (!(await answers(tlsPort))) {
    if (child.exitCode !== null) throw new Error('slapd ended before it listened.')
    await delay(20)
  }
  const writer = new Client({ url: `ldap://127.0.0.1:${plainPort}` })
  await writer.bind(reader.dn, reader.password)
  return {
    ...{ tlsPort, plainPort, trust: tls.cert },
    ...writing(writer),
    async stop() {
      await writer.unbind()
      if (child.exitCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const dnOf = (name: string) => `cn=${name},ou=people,${base}`

function writing(writer: Client) {
  return {
    addPerson: (name: string, more: Record<string, string> = {}) =>
      writer.add(dnOf(name), {
        ...{ objectClass: 'inetOrgPerson', cn: name, sn: name, mail: `${name}@bakery.example`, ...more },
      }),
    removePerson: (name: string) => writer.del(dnOf(name)),
    callPerson: (name: string, displayName: string) =>
      writer.modify(dnOf(name), [
        new Change({
          operation: 'replace',
          modification: new Attribute({ type: 'displayName', values: [displayName] }),
        }),
      ]),
    addGroup: (name: string, members: readonly string[]) =>
      writer.add(`cn=${name},ou=groups,${base}`, {
        ...{ objectClass: 'groupOfNames', cn: name, member: members.map(dnOf) },
      }),
    removeGroup: (name: string) => writer.del(`cn=${name},ou=groups,${base}`),
  }
}

function configuration(folder: string): string {
  return [
    ...['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`),
    ...[
      'modulepath /usr/lib/ldap',
      'moduleload back_mdb',
      `pidfile ${folder}/pid`,
      `argsfile ${folder}/args`,
    ],
    ...[`TLSCertificateFile ${folder}/cert`, `TLSCertificateKeyFile ${folder}/key`],
    // Answers in pages of its own choosing, as Active Directory does.
    'sizelimit size.soft=unlimited size.hard=unlimited size.pr=7',
    ...['database mdb', `suffix "${base}"`, `directory ${folder}/db`],
    ...[`rootdn "${reader.dn}"`, `rootpw ${reader.password}`],
    '',
  ].join('\n')
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on an address, not on a pipe
  server.close()
  await once(server, 'close')
  return port
}
