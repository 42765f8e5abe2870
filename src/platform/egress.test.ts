import { createServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { selfSigned } from '../../tests/certificate.ts'
import { ConfigRefused } from './config.ts'
import { createEgress, EgressRefused, isPlainHost, type Destination } from './egress.ts'
import { isPublicAddress } from './egress-addresses.ts'

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return (server.address() as AddressInfo).port // it listens on a port
}

/** Counts those who got through. */
async function service(): Promise<{ port: number; guests: () => number }> {
  let guests = 0
  const port = await listening(
    createServer((socket) => {
      guests++
      socket.on('error', () => undefined).destroy()
    }),
  )
  return { port, guests: () => guests }
}

function to(host: string, port: number, more: Partial<Destination> = {}): Destination {
  return { host, port, ports: [port], timeoutMillis: 5000, ...more }
}

async function troubleOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof EgressRefused ? error.trouble : String(error)
}

const hostileAddresses = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.100.100.200', '100.127.255.255'],
  ...[
    '127.0.0.1',
    '127.1.2.3',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.0.1',
    '169.254.169.254',
    '169.254.170.2',
  ],
  ...['172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.0.1'],
  ...[
    '192.168.255.255',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.250',
  ],
  ...['240.0.0.1', '255.255.255.255', '::', '::1', '0:0:0:0:0:0:0:1', '::127.0.0.1', '::ffff:127.0.0.1'],
  ...['::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '::ffff:0:127.0.0.1', '::ffff:8.8.8.8'],
  ...['64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b::127.0.0.1', '64:ff9b:1::1', '100::1', '2001::1'],
  ...['2001:0:7f00:1::', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:10::1', '2001:20::1', '2001:db8::1'],
  ...['2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:c0a8:1::1', '3fff::1', '5f00::1', 'fc00::1', 'fd00::1'],
  ...['fd00:ec2::254', 'fdff:ffff::1', 'fe80::1', 'fe80::1%lo', 'febf::1', 'fec0::1', 'ff02::1', 'ff0e::1'],
  ...['2a00:1450:4001::5efe:7f00:1', '2a00:1450:4001:0:200:5efe:a00:1', '4000::1', 'e000::1', '1::1'],
]
const hostileNames = [
  ...[
    '0',
    '1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '0x7f.0.0.1',
  ],
  ...[
    '127.0.0.1.',
    '127.0.0.256',
    '1.2.3.4.5',
    'a@127.0.0.1',
    'user:pass@10.0.0.1',
    '127.0.0.1:80',
    '127.0.0.1/',
  ],
  ...['127.0.0.1#', '127.0.0.1?', '127.0.0.1\\', ' 127.0.0.1', '127.0.0.1\n', '127.0.0.1\0', '127。0。0。1'],
  ...[
    '①②⑦.⓪.⓪.①',
    'localhost.',
    'local host',
    'localhost\r\nX: y',
    '[::1',
    '::1]',
    '[127.0.0.1',
    '',
    '.',
    '..',
  ],
  ...[
    '-a.example',
    'a-.example',
    'http://localhost',
    'file:///etc/passwd',
    'gopher://x',
    'a_.b/..',
    'a..b',
    '%6c.de',
  ],
  ...[
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(127)}example`,
    '[::ffff:127.0.0.1%1]',
    'fe80::1%25lo',
    'x.0x1',
  ],
]

describe('addresses that lead inside', () => {
  test('there are enough of them to mean something', () => {
    expect(new Set(hostileAddresses).size + new Set(hostileNames).size).toBeGreaterThan(100)
  })

  test.each(hostileAddresses)('a tenant cannot reach %s', async (address) => {
    expect(isPublicAddress(address)).toBe(false)
    const egress = createEgress({ allow: [] })
    expect(await troubleOf(egress.connect(to(address, 25)))).toBe('forbidden_address')
    expect(await troubleOf(egress.connect(to(`[${address}]`, 25)))).toBe('forbidden_address')
  })

  test.each(hostileAddresses)('a tenant cannot reach %s through a name of their own', async (address) => {
    const egress = createEgress({ allow: [], resolve: async () => [address] })
    expect(await troubleOf(egress.connect(to('mail.example.com', 25)))).toBe('forbidden_address')
  })

  test.each(hostileNames)('a host written as %j is not resolved at all', async (host) => {
    const asked: string[] = []
    const resolve = async (name: string) => {
      asked.push(name)
      return ['127.0.0.1']
    }
    expect(isPlainHost(host)).toBe(false)
    expect(await troubleOf(createEgress({ allow: ['127.0.0.1'], resolve }).connect(to(host, 25)))).toBe(
      'forbidden_address',
    )
    expect(asked).toEqual([])
  })

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '172.32.0.1',
    '192.0.1.1',
    '2a00:1450:4001:80e::2003',
    '2606:4700::1111',
  ])('the public address %s is let through the judgement', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  )
})

describe('a name that changes its answer', () => {
  test('with one good and one bad address is refused whole', async () => {
    const { port, guests } = await service()
    const egress = createEgress({ allow: [], resolve: async () => ['8.8.8.8', '127.0.0.1'] })

    expect(await troubleOf(egress.connect(to('mail.example.com', port)))).toBe('forbidden_address')
    expect(guests()).toBe(0)
  })

  test('is asked once, and the judged address is the one connected to', async () => {
    const { port, guests } = await service()
    const answers = [['127.0.0.1'], ['127.0.0.2']]
    let asked = 0
    const resolve = async () => answers[asked++] ?? []
    const socket = await createEgress({ allow: [`127.0.0.1:${port}`], resolve }).connect(
      to('mail.example.com', port),
    )
    socket.destroy()

    expect(asked).toBe(1)
    expect(socket.remoteAddress ?? '127.0.0.1').toBe('127.0.0.1')
    expect(guests()).toBeLessThanOrEqual(1)
  })
})

describe('what the operator opens', () => {
  test.each(['127.0.0.0/8', '127.0.0.1', '127.0.0.1:PORT', 'localhost', 'localhost:PORT', 'LOCALHOST:PORT'])(
    'by %s is reached on any port they named',
    async (entry) => {
      const { port } = await service()
      const egress = createEgress({
        allow: [entry.replace('PORT', String(port))],
        resolve: async () => ['127.0.0.1'],
      })
      const socket = await egress.connect(to('localhost', port, { ports: [] }))
      expect(socket.remotePort).toBe(port)
      socket.destroy()
    },
  )

  test.each(['10.0.0.0/8', '127.0.0.2', '127.0.0.1:1', 'elsewhere', 'localhost:1', '[::1]:25', '::/0'])(
    'by %s opens nothing else',
    async (entry) => {
      const { port, guests } = await service()
      const egress = createEgress({ allow: [entry], resolve: async () => ['127.0.0.1'] })
      expect(await troubleOf(egress.connect(to('localhost', port)))).toBe('forbidden_address')
      expect(guests()).toBe(0)
    },
  )

  test.each([
    '',
    '10.0.0.0/33',
    '10.0.0/8',
    'a b',
    '127.0.0.1:0',
    '127.0.0.1:99999',
    'http://x',
    '0x7f.1',
    '[::1',
    '*',
  ])('must be written so that %j is not taken for something', (entry) =>
    expect(() => createEgress({ allow: [entry] })).toThrow(ConfigRefused),
  )

  test('a public address on a port that is none of its trade is refused', async () => {
    const egress = createEgress({ allow: [] })
    expect(await troubleOf(egress.connect(to('8.8.8.8', 5432, { ports: [25] })))).toBe('forbidden_address')
  })

  test('traffic in clear goes to nobody who is not listed', async () => {
    const egress = createEgress({ allow: ['127.0.0.1'] })
    expect(await troubleOf(egress.connect(to('8.8.8.8', 25, { onlyListed: true })))).toBe('not_listed')
  })
})

describe('a connection that fails', () => {
  test('says so when nobody listens, or the name is unknown', async () => {
    const free = createServer()
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
    const { port } = free.address() as AddressInfo // it listened on a port
    await new Promise<void>((resolve) => void free.close(() => resolve()))
    const egress = createEgress({ allow: ['127.0.0.1'] })
    expect(await troubleOf(egress.connect(to('127.0.0.1', port)))).toBe('unreachable')
    expect(await troubleOf(egress.connect(to('no-such-name.invalid', 25)))).toBe('unknown_host')
  })

  test('is given up when a resolver never answers', async () => {
    const egress = createEgress({ allow: [], resolve: () => new Promise(() => undefined) })
    expect(await troubleOf(egress.connect(to('slow.example', 25, { timeoutMillis: 20 })))).toBe(
      'unknown_host',
    )
  })
})

describe('TLS', () => {
  async function secured(...names: string[]) {
    const certificate = selfSigned(...names)
    const server = createTlsServer(certificate, (socket) => socket.on('error', () => undefined).end())
    server.on('tlsClientError', () => undefined)
    return { certificate, port: await listening(server) }
  }
  const allow = ['127.0.0.1']
  const resolve = async () => ['127.0.0.1']

  test('is spoken with a server whose certificate is trusted and fits, by name and by address', async () => {
    const { certificate, port } = await secured('mail.lan', '127.0.0.1')
    const egress = createEgress({ allow, resolve, trust: [certificate.cert] })
    for (const host of ['mail.lan', '127.0.0.1']) {
      const socket = await egress.connectTls(to(host, port))
      expect(socket.authorized).toBe(true)
      socket.destroy()
    }
  })

  test('is refused for an unknown authority, and for another name', async () => {
    const { certificate, port } = await secured('mail.lan')
    const trusting = createEgress({ allow, resolve, trust: [certificate.cert] })
    expect(await troubleOf(createEgress({ allow, resolve }).connectTls(to('mail.lan', port)))).toBe('tls')
    expect(await troubleOf(trusting.connectTls(to('other.lan', port)))).toBe('tls')
    expect(await troubleOf(trusting.connectTls(to('127.0.0.1', port)))).toBe('tls')
  })

  test('is given up when the other side says nothing', async () => {
    const port = await listening(createServer((socket) => void socket.on('error', () => undefined).resume()))
    const egress = createEgress({ allow, resolve })
    expect(await troubleOf(egress.connectTls(to('127.0.0.1', port, { timeoutMillis: 1000 })))).toBe('tls')
  })
})
