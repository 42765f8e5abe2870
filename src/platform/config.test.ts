import { expect, test } from 'vitest'
import { ConfigRefused, readConfig } from './config.ts'

test('an operator who sets nothing gets a server that only this computer reaches, and no contact that is made up', () => {
  const config = readConfig({}, '/srv/muster')
  expect(config).toMatchObject({
    dataFolder: '/srv/muster/data',
    keysFolder: '/srv/muster/data-keys',
    filesFolder: '/srv/muster/data/files',
    port: 8420,
    host: '127.0.0.1',
    url: 'http://localhost:8420',
    trustedProxies: [],
    egressAllow: [],
  })
  expect(config.securityContact).toBeUndefined()
  expect(config.tls).toBeUndefined()
})

test.each([
  ['MUSTER_PORT', 'eighty'],
  ['MUSTER_PORT', '65536'],
  ['MUSTER_URL', 'muster.example'],
  ['MUSTER_URL', 'https://muster.example/path'],
  ['MUSTER_TLS_CERT', '/etc/muster/cert.pem'],
  ['MUSTER_SECURITY_CONTACT', 'security@example.com'],
  ['MUSTER_SECURITY_CONTACT', 'mailto:a@example.com\nContact: mailto:b@example.com'],
])('an operator who sets %s to %j is told its name and what it should look like', (name, value) => {
  expect(() => readConfig({ [name]: value }, '/srv/muster')).toThrow(ConfigRefused)
  expect(() => readConfig({ [name]: value }, '/srv/muster')).toThrow(name)
})

test.each(['mailto:security@example.com', 'https://example.com/security', 'tel:+44-20-7946-0101'])(
  'an operator may name %s as the contact for weaknesses',
  (contact) => {
    expect(readConfig({ MUSTER_SECURITY_CONTACT: contact }, '/srv/muster').securityContact).toBe(contact)
  },
)
