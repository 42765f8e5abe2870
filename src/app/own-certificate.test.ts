import { describe, expect, test } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { namesHere, withOwnCertificate } from './own-certificate.ts'

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
})
