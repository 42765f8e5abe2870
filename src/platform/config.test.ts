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
    dnsServers: [],
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

test('an operator turns syslog and mail on, each on loopback unless an address is given', () => {
  const id = '01900000-0000-7000-8000-0000000000aa'
  const read = (environment: Record<string, string>) => readConfig(environment, '/work')

  expect(read({}).syslog).toEqual([])
  expect(read({}).mailPort).toBeUndefined()
  expect(
    read({ MUSTER_SYSLOG: `udp://:5514/${id}, tcp://[::1]:5515/${id}`, MUSTER_SMTP: ':2525' }),
  ).toMatchObject({
    syslog: [
      { protocol: 'udp', host: '127.0.0.1', port: 5514, sourceId: id },
      { protocol: 'tcp', host: '::1', port: 5515, sourceId: id },
    ],
    mailPort: { host: '127.0.0.1', port: 2525 },
  })
  for (const wrong of ['udp://:5514', `http://:1/${id}`, `tls://:6514/${id}`, `udp://:99999/${id}`])
    expect(() => read({ MUSTER_SYSLOG: wrong })).toThrow(ConfigRefused)
  expect(() => read({ MUSTER_SMTP: 'mail' })).toThrow(ConfigRefused)
})
