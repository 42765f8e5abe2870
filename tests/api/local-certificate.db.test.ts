import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { makeLocalCertificate } from '../../src/platform/certificate/certificate-folder.ts'
import { served } from './served.ts'

test('N15 a device that trusts the authority opens Muster over HTTPS by its local name, and no device by another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'muster-tls-'))
  const made = await makeLocalCertificate(folder, { typed: ['muster.lan'], now: new Date() })
  const running = await served({
    MUSTER_TLS_CERT: made.certFile,
    MUSTER_TLS_KEY: made.keyFile,
    MUSTER_URL: 'https://muster.lan',
  })
  try {
    const ca = await readFile(made.authorityFile, 'utf8')
    const ask = asking(running.address)
    expect(await ask('muster.lan', ca)).toMatch(/^200 max-age/)
    expect(await ask('bank.lan', ca)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    expect(await ask('muster.lan')).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/)
  } finally {
    await running.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

test('N15 who lets others of the network in runs no command for it: what they send is encrypted from the first start', async () => {
  const keys = inject('keysFolder')
  const running = await served({ MUSTER_URL: 'https://muster.lan' }, true)
  try {
    const ca = await readFile(join(keys, 'tls-authority.crt'), 'utf8')
    expect(await asking(running.address)('muster.lan', ca)).toMatch(/^200 max-age/)
    expect(running.url).toBe('https://muster.lan')
  } finally {
    await running.stop()
  }
})

/** Asks over HTTPS as a device does that knows the server by this name, and trusts this authority alone. */
function asking(address: string) {
  const { port } = new URL(address)
  return (servername: string, trusted?: string) =>
    new Promise<string>((resolve) => {
      const to = { host: '127.0.0.1', port, path: '/healthz', servername, agent: false }
      get({ ...to, headers: { host: servername }, ...(trusted && { ca: trusted }) }, (response) => {
        response.resume()
        const { 'strict-transport-security': hsts } = response.headers
        resolve(`${response.statusCode} ${hsts ?? ''}`)
      }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    })
}
