import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, unlink } from 'node:fs/promises'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { certificateEnd, makeLocalCertificate } from './certificate-folder.ts'
import { issueForServer } from './issue.ts'
import { localNameOf } from './local-names.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-tls-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const now = new Date()
const make = (typed: string[], newAuthority = false) =>
  makeLocalCertificate(folder, { typed, now, newAuthority })

test('an operator may name what is of the own network alone', () => {
  for (const good of [
    'muster',
    'MUSTER.lan.',
    'a.b.local',
    'x.home.arpa',
    '10.1.2.3',
    '172.31.0.1',
    'fd00::1',
    'fe80::1',
  ])
    expect(localNameOf(good).value).toBe(good.toLowerCase().replace(/\.$/, ''))
  for (const bad of [
    '',
    'example.com',
    'local',
    'evil.local.com',
    '8.8.8.8',
    '172.32.0.1',
    '2001:db8::1',
    '*.lan',
    'a b',
    '-a.lan',
    '1.2.3',
    '::ffff:8.8.8.8',
    'müster.lan',
    `${'a'.repeat(64)}.lan`,
  ])
    expect(() => localNameOf(bad), bad).toThrow(/No certificate can be made/)
})

test('an operator gets a bound authority for five years and a certificate for 397 days, and their keys stay private', async () => {
  const made = await make(['muster.lan', '192.168.1.20', 'box'])
  const server = new X509Certificate(await readFile(made.certFile))
  const authority = new X509Certificate(await readFile(made.authorityFile))
  const days = (end: string) => Math.round((Date.parse(end) - now.getTime()) / 86_400_000)

  expect(days(server.validTo)).toBe(397)
  expect(days(authority.validTo)).toBe(5 * 365)
  expect(await certificateEnd(made.certFile)).toEqual(made.notAfter)
  expect(server.subjectAltName).toBe(
    'DNS:muster.lan, IP Address:192.168.1.20, DNS:box, DNS:localhost, IP Address:127.0.0.1',
  )
  expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect([authority.ca, server.ca]).toEqual([true, false])
  expect(server.checkIssued(authority)).toBe(true)
  expect(server.verify(authority.publicKey)).toBe(true)
  expect(server.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  expect(made.fingerprint).toBe(authority.fingerprint256)
  for (const name of ['tls-authority.key', 'tls-server.key'])
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
})

test('a browser that trusts the authority reaches the server by its names, and no other way', async () => {
  const made = await make(['muster.lan'])
  const ca = await readFile(made.authorityFile, 'utf8')
  expect(await outcome(made, ca, 'muster.lan')).toBe('200')
  expect(await outcome(made, ca, 'other.lan')).toMatch(/^ERR_TLS_CERT_ALTNAME_INVALID/)
  expect(await outcome(made, undefined, 'muster.lan')).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/)
})

test('an authority that was stolen cannot vouch for a name on the internet', async () => {
  const made = await make(['muster.lan'])
  const ca = await readFile(made.authorityFile, 'utf8')
  const stolen = { certificate: ca, key: await readFile(join(folder, 'tls-authority.key'), 'utf8') }
  for (const name of [
    { kind: 'dns', value: 'bank.example' },
    { kind: 'ip', value: '8.8.8.8' },
  ] as const) {
    const forged = await issueForServer(stolen, [name], now)
    const files = { cert: forged.certificate, key: forged.key }
    expect(await reach(files, ca, name.value)).toMatch(/permitted subtree/)
  }
})

test('an operator renews under the same authority, and is refused a word that it is not bound to', async () => {
  const first = await make(['box'])
  const second = await make(['box', 'muster.lan'])
  expect(second).toMatchObject({ fingerprint: first.fingerprint, isNewAuthority: false })
  await expect(make(['till'])).rejects.toThrow(/was not made for the name till/)
  const third = await make(['till'], true)
  expect(third.fingerprint).not.toBe(first.fingerprint)
})

test('an operator is told of an authority whose key is lost, and of one that ends', async () => {
  await make(['box'])
  const later = new Date(now.getTime() + (5 * 365 - 29) * 86_400_000)
  await expect(makeLocalCertificate(folder, { typed: ['box'], now: later })).rejects.toThrow(/five years/)
  await unlink(join(folder, 'tls-authority.key'))
  await expect(make(['box'])).rejects.toThrow(/is missing or does not belong/)
})

async function outcome(
  made: { certFile: string; keyFile: string },
  ca: string | undefined,
  name: string,
): Promise<string> {
  return reach({ cert: await readFile(made.certFile), key: await readFile(made.keyFile) }, ca, name)
}

/** What a client that looks for this name gets from a server with this certificate: a status, or an error's code. */
async function reach(
  files: { cert: string | Buffer; key: string | Buffer },
  ca: string | undefined,
  name: string,
): Promise<string> {
  const server = createServer(files, (_request, response) => response.end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // listening on a port, so it has one
  try {
    return await new Promise((resolve) => {
      const request = get(
        {
          host: '127.0.0.1',
          port,
          agent: false,
          servername: /^\d/.test(name) ? '' : name,
          headers: { host: name },
          ...(ca && { ca }),
        },
        (response) => {
          response.resume()
          resolve(String(response.statusCode))
        },
      )
      request.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`))
    })
  } finally {
    server.close()
  }
}
