import { createServer } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { selfSigned } from '../../../../tests/certificate.ts'
import { base, reader, startSlapd, whyNoSlapd, type Slapd } from '../../../../tests/slapd.ts'
import { world, type World } from '../../../../tests/world.ts'
import { createEgress } from '../../../platform/egress.ts'
import { asSystem, perform, type House } from '../../../platform/action.ts'
import { readLdap } from '../../../platform/directory/ldap.ts'
import { listMembers } from '../people/actions/members.ts'
import { readingWith, set, turn } from './actions/ldap.ts'
import { deleteUser } from './actions/scim-users.ts'
import { mapGroup, read } from './actions/settings.ts'
import { ldapJobWith } from './jobs.ts'

const heldBy = async () => []
const reading = readingWith({ heldBy })
const absent = whyNoSlapd()

describe.skipIf(absent !== undefined)('an owner connects a directory by LDAP', () => {
  let small: World
  let slapd: Slapd
  let house: House
  beforeAll(async () => {
    ;[small, slapd] = await Promise.all([world({ MUSTER_EGRESS_ALLOW: '127.0.0.1' }), startSlapd()])
    const egress = createEgress({ allow: ['127.0.0.1'], trust: [slapd.trust] })
    house = { ...small.house, services: { ...small.house.services, egress } }
  })
  afterAll(async () => {
    await Promise.all([small?.close(), slapd?.stop()])
  })

  const connect = async (change: object = {}) => {
    const { ldap } = await small.perform(read, small.owner, {})
    const wanted = {
      ...{ host: '127.0.0.1', port: slapd.tlsPort, security: 'ldaps' as const, bindDn: reader.dn },
      ...{ base, filter: '(objectClass=inetOrgPerson)', password: reader.password },
    }
    return small.perform(set, small.owner, { ...wanted, version: ldap?.version ?? 0, ...change })
  }
  const look = async (isTrial: boolean, mayEnd?: number) =>
    (
      await perform(house, reading, small.owner, {
        input: { isTrial, ...(mayEnd !== undefined && { mayEnd }) },
      })
    ).reading
  const switchOn = async () => {
    const { ldap } = await small.perform(read, small.owner, {})
    return small.perform(turn, small.owner, { version: ldap?.version ?? 0, isOn: true })
  }
  const person = async (q: string) =>
    (await small.perform(listMembers, small.owner, { q, limit: 5 })).items[0]

  beforeEach(async () => connect())

  it('U56 sees by a trial what would change, before it can be switched on, and nothing has changed by then', async () => {
    await slapd.addPerson('anna', { displayName: 'Anna Ober', telephoneNumber: '+43 1 5' })
    await slapd.addPerson('bela')
    await slapd.addPerson('printer', { mail: 'no address' })
    await expect(switchOn()).rejects.toMatchObject({ kind: 'conflict' })
    await expect(look(false)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await look(true)).toMatchObject({
      trouble: null,
      people: 2,
      without: 1,
      brought: ['Anna Ober', 'bela'],
    })
    expect(await person('anna@bakery')).toBeUndefined()
    expect((await switchOn()).ldap).toMatchObject({ isOn: true, isTried: true })
    expect((await connect({ base: `ou=people,${base}` })).ldap).toMatchObject({ isOn: false, isTried: false })
    expect(JSON.stringify(await small.perform(read, small.owner, {}))).not.toContain(reader.password)
  })

  it('U56 finds new people here after an hour, changed names, roles by groups, and those who left switched off', async () => {
    for (let n = 0; n < 20; n += 1) await slapd.addPerson(`many-${n}`)
    await slapd.addGroup('Responders', ['anna', 'many-1'])
    await look(true)
    await switchOn()
    await ldapJobWith({ heldBy }).after?.(house, small.tenantId)
    expect(await person('anna@bakery')).toMatchObject({
      name: 'Anna Ober',
      status: 'invited',
      role: 'staff',
      phone: '+43 1 5',
    })
    expect((await small.perform(read, small.owner, {})).people).toBe(22)
    const [group] = (await small.perform(read, small.owner, {})).groups
    await small.perform(mapGroup, small.owner, { id: group?.id ?? '', role: 'responder' })
    expect((await person('anna@bakery'))?.role).toBe('responder')
    await slapd.callPerson('anna', 'Anna Korn')
    await slapd.removePerson('bela')
    await slapd.removeGroup('Responders')
    expect(await look(false)).toMatchObject({
      counts: { brought: 0, changed: 1, ended: 1 },
      isWaiting: false,
    })
    expect((await person('anna@bakery'))?.name).toBe('Anna Korn')
    expect((await person('bela@bakery'))?.status).toBe('suspended')
    expect(await look(true)).toMatchObject({ counts: { brought: 0, changed: 0, ended: 0 } })
    await slapd.addPerson('bela')
    // Made anew it is another account there, and it may be another person who got the address.
    expect(await look(false)).toMatchObject({ passedOver: ['bela'], counts: { passedOver: 1 } })
    expect((await person('bela@bakery'))?.status).toBe('suspended')
  })

  it('U56 keeps what a group gave when a reading leaves it out, until an owner says that it gives nothing', async () => {
    expect(await look(true)).toMatchObject({ groups: 0, keptGroups: ['Responders'] })
    await look(false)
    expect((await person('anna@bakery'))?.role).toBe('responder')
    const [group] = (await small.perform(read, small.owner, {})).groups
    await small.perform(mapGroup, small.owner, { id: group?.id ?? '', role: null })
    expect((await person('anna@bakery'))?.role).toBe('staff')
    expect(await look(false)).toMatchObject({ keptGroups: [] })
    expect((await small.perform(read, small.owner, {})).groups).toEqual([])
  })

  it('U56 keeps somebody listed whose address another entry took, and passes over whom another key deleted', async () => {
    await slapd.addPerson('double', { mail: 'many-1@bakery.example' })
    const { id = '' } = (await person('many-15@bakery')) ?? {}
    await asSystem(small.house, small.tenantId, 'Test', (context) =>
      deleteUser({ context, heldBy, base: '', query: {} }, id),
    )
    await slapd.removePerson('many-16')
    await look(true)
    expect(await look(false)).toMatchObject({ trouble: null, ended: ['many-16'], counts: { passedOver: 2 } })
    expect((await person('many-1@bakery'))?.status).toBe('invited')
    for (const name of ['many-15', 'many-16'])
      expect((await person(`${name}@bakery`))?.status).toBe('suspended')
    await slapd.removePerson('double')
  })

  it('U56 reads on the page what stops a reading: a password that cannot be opened, and whatever nobody foresaw', async () => {
    const shownTrouble = async () => (await small.perform(read, small.owner, {})).ldap?.trouble
    const fail = () => {
      throw new Error('not as foreseen')
    }
    const { secrets, egress } = house.services
    const through = (services: object) => ({ ...house, services: { ...house.services, ...services } })
    const sealed = through({ secrets: { ...secrets, open: fail } })
    const { reading: told } = await perform(sealed, reading, small.owner, { input: { isTrial: true } })
    expect([told.trouble, await shownTrouble()]).toEqual(['secret', 'secret'])
    const broken = through({ egress: { ...egress, connect: async () => fail() } })
    await expect(perform(broken, reading, small.owner, { input: { isTrial: true } })).rejects.toThrow(
      'foreseen',
    )
    expect(await shownTrouble()).toBe('failed')
    expect(await look(true)).toMatchObject({ trouble: null })
    expect(await shownTrouble()).toBe('')
  })

  it('U56 is asked first where a reading would switch off more than a share', async () => {
    await look(true)
    for (let n = 0; n < 10; n += 1) await slapd.removePerson(`many-${n}`)
    expect(await look(false)).toMatchObject({ isWaiting: true, counts: { ended: 10 } })
    expect((await person('many-3@bakery'))?.status).toBe('invited')
    expect((await small.perform(read, small.owner, {})).ldap?.waiting).toBe(10)
    expect(await look(false, 9)).toMatchObject({ isWaiting: true })
    expect(await look(false, 10)).toMatchObject({ isWaiting: false })
    expect((await person('many-3@bakery'))?.status).toBe('suspended')
    expect(await look(true)).toMatchObject({ counts: { ended: 0 } })
    await connect({ filter: '(cn=nobody-at-all)' })
    expect(await look(true)).toMatchObject({ trouble: 'empty' })
  })

  it('U56 hears why it cannot be read, and no password goes out before the connection is secured', async () => {
    await connect({ port: slapd.plainPort, security: 'starttls' })
    expect(await look(true)).toMatchObject({ trouble: null })
    await connect({ password: 'wrong' })
    expect(await look(true)).toMatchObject({ trouble: 'login' })
    expect((await small.perform(read, small.owner, {})).ldap).toMatchObject({
      trouble: 'login',
      isTried: false,
    })
    await connect({ base: 'dc=elsewhere,dc=example' })
    expect(await look(true)).toMatchObject({ trouble: 'base' })
    await connect({ filter: '((()' })
    expect(await look(true)).toMatchObject({ trouble: 'filter' })
    // Without its certificate being trusted, and at an address inside that nobody listed.
    await connect()
    const distrusting = createEgress({ allow: ['127.0.0.1'] })
    const closed = createEgress({ allow: [] })
    for (const [egress, trouble] of [
      [distrusting, 'tls'],
      [closed, 'forbidden_address'],
    ] as const) {
      const through = { ...house, services: { ...house.services, egress } }
      const { reading: told } = await perform(through, reading, small.owner, { input: { isTrial: true } })
      expect(told.trouble).toBe(trouble)
    }
    await expect(connect({ password: undefined, host: 'ldap.elsewhere.example' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await expect(small.perform(set, small.lead, { ...(await inputOf()), version: 1 })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  async function inputOf() {
    return {
      host: 'h',
      port: 636,
      security: 'ldaps' as const,
      bindDn: 'cn=x',
      base,
      filter: '(cn=x)',
      password: 'x',
    }
  }
})

it('U56 a server that sends without end is broken off, before it fills the memory', async () => {
  const tls = selfSigned('127.0.0.1')
  let sent = 0
  const server = createServer(tls, (socket) => {
    socket.on('error', () => undefined)
    // The sign-in (message 2) succeeds; then (3) one entry after the other, of a page that never ends (RFC 4511).
    socket.once('data', () => {
      socket.write(Buffer.from('300c02010261070a010004000400', 'hex'))
      const attribute = tlv(0x30, tlv(0x04, Buffer.from('cn')), tlv(0x31, tlv(0x04, Buffer.alloc(60_000))))
      const found = tlv(0x64, tlv(0x04, Buffer.from('cn=a')), tlv(0x30, attribute))
      const entry = tlv(0x30, Buffer.from('020103', 'hex'), found)
      const more = () => {
        while (!socket.destroyed && socket.write(entry)) sent += entry.length
        sent += entry.length
        if (!socket.destroyed) socket.once('drain', more)
      }
      socket.once('data', more)
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const egress = createEgress({ allow: ['127.0.0.1'], trust: [tls.cert] })
  const asked = { filter: '(cn=x)', attributes: ['cn'], most: 10 }
  await expect(
    readLdap(
      egress,
      { host: '127.0.0.1', port, security: 'ldaps', bindDn: reader.dn, password: 'x' },
      { base, searches: [asked] },
    ),
  ).rejects.toMatchObject({ trouble: 'too_many' })
  expect(sent).toBeLessThan(64 * 1024 * 1024)
  server.close()
})

function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  return Buffer.concat([Buffer.from([tag, 0x83, size >> 16, (size >> 8) & 255, size & 255]), content])
}
