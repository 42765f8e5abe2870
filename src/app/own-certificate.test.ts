import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { makeOwnCertificate, namesHere, namesToKeep, withOwnCertificate } from './own-certificate.ts'

const read = (environment: Record<string, string>) => readConfig(environment, '/srv/muster')

describe('a certificate of its own', () => {
  test.each([
    ['stays on this computer', {}],
    ['stays on this computer by name', { MUSTER_HOST: 'localhost' }],
    ['has a certificate', { MUSTER_HOST: '0.0.0.0', MUSTER_TLS_CERT: 'a', MUSTER_TLS_KEY: 'b' }],
    ['stands behind a proxy', { MUSTER_HOST: '0.0.0.0', MUSTER_TRUSTED_PROXIES: '10.0.0.1' }],
    ['has a public name', { MUSTER_HOST: '0.0.0.0', MUSTER_URL: 'https://muster.example.com' }],
    ['wants to go without', { MUSTER_HOST: '0.0.0.0', MUSTER_URL: 'http://muster.lan:8420' }],
  ])('is not made for an operator who %s', (_who, environment) => {
    const config = read(environment)
    expect(withOwnCertificate(config)).toBe(config)
  })

  test('is made for whoever listens on the network with nothing else, under a name of that network', () => {
    const named = withOwnCertificate(read({ MUSTER_HOST: '0.0.0.0', MUSTER_URL: 'https://muster.lan:8420' }))
    expect(named).toMatchObject({
      url: 'https://muster.lan:8420',
      tls: { certFile: '/srv/muster/data-keys/tls-server.crt' },
    })
    const plain = withOwnCertificate(read({ MUSTER_HOST: '192.168.1.20' }))
    expect(plain.url).toMatch(/^https:\/\/.+:8420$/)
    expect(plain.url).not.toContain('localhost')
  })

  test('names this computer as the network knows it, and no address of the internet', () => {
    const address = { netmask: '', mac: '', cidr: null } as const
    const interfaces = {
      lo: [{ ...address, family: 'IPv4', address: '127.0.0.1', internal: true }],
      eth0: [
        { ...address, family: 'IPv4', address: '192.168.1.20', internal: false },
        { ...address, family: 'IPv4', address: '8.8.8.8', internal: false },
        { ...address, family: 'IPv6', address: 'fe80::1', internal: false, scopeid: 2 },
      ],
    } as const
    const given = { lo: [...interfaces.lo], eth0: [...interfaces.eth0] }
    expect(namesHere('Office-PC.corp.example', given)).toEqual(['Office-PC.local', '192.168.1.20'])
    expect(namesHere('odd_name', given)).toEqual(['192.168.1.20'])
  })

  test('keeps the name that people know it by, and takes an address only where there is no name', () => {
    expect(namesToKeep('office.local', ['4f2a.local', '10.0.0.7'])).toEqual([
      'office.local',
      '4f2a.local',
      '10.0.0.7',
    ])
    expect(namesToKeep('10.0.0.7', ['10.0.0.9', '10.0.0.7'])).toEqual(['10.0.0.7', '10.0.0.9'])
    expect(namesToKeep('10.0.0.7', ['office.local', '10.0.0.7'])).toEqual(['office.local', '10.0.0.7'])
    expect(namesToKeep('10.0.0.8', ['10.0.0.9'])).toEqual(['10.0.0.9'])
  })

  test('starts with the certificate that is good, and says so, where no new one can be made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'own-tls-'))
    try {
      const config = {
        ...read({ MUSTER_HOST: '0.0.0.0', MUSTER_URL: 'https://office.lan:8420' }),
        keysFolder: folder,
      }
      const now = new Date()
      expect(await makeOwnCertificate(config, now)).toMatchObject({ isNewAuthority: true })
      const before = readFileSync(join(folder, 'tls-server.crt'))
      // Started again with no address given, it is opened where it was opened before.
      const plain = { ...read({ MUSTER_HOST: '0.0.0.0' }), keysFolder: folder }
      expect(withOwnCertificate(plain).url).toBe('https://office.lan:8420')
      writeFileSync(join(folder, 'tls-authority.key'), 'damaged', { mode: 0o600 })
      expect(await makeOwnCertificate(config, now)).toMatch(/is good until .+ does not belong to/)
      expect(readFileSync(join(folder, 'tls-server.crt'))).toEqual(before)
      const late = new Date(now.getTime() + 400 * 86_400_000)
      await expect(makeOwnCertificate(config, late)).rejects.toThrow('does not belong to')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
