import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { base, reader, startSlapd, whyNoSlapd, type Slapd } from '../../../../tests/slapd.ts'
import { world, type World } from '../../../../tests/world.ts'
import { createEgress } from '../../../platform/egress.ts'
import { perform, type House } from '../../../platform/action.ts'
import { listMembers } from '../people/actions/members.ts'
import { readingWith, set, turn } from './actions/ldap.ts'
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
    expect(await person('anna@bakery')).toMatchObject({ name: 'Anna Korn', role: 'staff' })
    expect((await person('bela@bakery'))?.status).toBe('suspended')
    expect(await look(true)).toMatchObject({ counts: { brought: 0, changed: 0, ended: 0 } })
    await slapd.addPerson('bela')
    // Made anew it is another account there, and the same person here.
    await look(false)
    expect((await person('bela@bakery'))?.status).toBe('invited')
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
