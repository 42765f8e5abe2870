import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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
    const { port } = new URL(running.address)
    const ask = (servername: string, trusted?: string) =>
      new Promise<string>((resolve) => {
        const to = { host: '127.0.0.1', port, path: '/healthz', servername, agent: false }
        get({ ...to, headers: { host: servername }, ...(trusted && { ca: trusted }) }, (response) => {
          response.resume()
          const { 'strict-transport-security': hsts } = response.headers
          resolve(`${response.statusCode} ${hsts ?? ''}`)
        }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      })
    expect(await ask('muster.lan', ca)).toMatch(/^200 max-age/)
    expect(await ask('bank.lan', ca)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    expect(await ask('muster.lan')).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/)
  } finally {
    await running.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
