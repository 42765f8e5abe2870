import { afterEach, describe, expect, test } from 'vitest'
import { proposeAgreement } from '../src/areas/register/clients/actions/agree.ts'
import type { MailTemper } from './mail-server.ts'
import { tokenOf, type PhishingDesk } from './phishing-desk.ts'
import { addMember } from './world.ts'

/** A desk, and what its mail server does before it takes a mail. */
export interface PhishingStage {
  readonly desk: PhishingDesk
  readonly mood: { before: () => Promise<unknown> }
}
type Of = () => PhishingStage

/**
 * A server in this mood for mails of rehearsals; other news goes by it, too. It takes no mail from one address, as one that
 * was never set up there.
 */
export function moody(mood: PhishingStage['mood']): MailTemper {
  return {
    options: {
      onMailFrom: ({ address }, _session, done) => {
        const said = address.startsWith('refused@')
          ? Object.assign(new Error('no'), { responseCode: 550 })
          : null
        void (address.startsWith('it-desk@') ? mood.before() : Promise.resolve()).then(() => done(said))
      },
    },
  }
}

const days = (startsOn: string) => ({ startsOn, endsOn: startsOn })
const sql = ({ desk: { w } }: PhishingStage, words: string, values: unknown[]) =>
  w.house.wall.inTenant(w.tenantId, ({ $client }) => $client.query(words, values))

/** A rehearsal whose mails are all due. */
async function allDue({ desk }: PhishingStage, day: string): Promise<string> {
  desk.moveTo(`${day}T07:05:00Z`)
  const { id } = await desk.plan({ domainId: await desk.proveBakery(), ...days(day) })
  await desk.decide(id, 'approve')
  desk.post.received.length = 0
  desk.moveTo(`${day}T14:05:00Z`)
  return id
}

function calm({ desk: { dns }, mood }: PhishingStage): void {
  mood.before = async () => undefined
  dns.isOut = false
  dns.meanwhile = undefined
}

/** Runs beside runs, and runs that end in time. */
export function runStories(of: Of): void {
  describe('runs that hang on others', () => {
    afterEach(() => calm(of()))

    test('R120 a run that begins while another hands over mails sends none of them again, and kills no link', async () => {
      const id = await allDue(of(), '2026-05-04')
      const [isHeld, held] = gate()
      const [release, goOn] = gate()
      of().mood.before = () => {
        held()
        return release
      }
      const first = of().desk.tick()
      await isHeld
      of().desk.later(0.5)
      await of().desk.tick()
      goOn()
      await first
      const mails = of().desk.mails()
      expect(mails).toHaveLength(20)
      expect(new Set(mails.map(({ to }) => to[0])).size).toBe(20)
      for (const mail of mails) expect(await of().desk.meet(tokenOf(mail), 'look')).toBeDefined()
      expect(await of().desk.get(id)).toMatchObject({ sent: 20, waiting: 0 })
      await of().desk.decide(id, 'stop')
    })

    test('R120 a slow mail server ends a run in time, and what was taken then goes out in the next', async () => {
      const id = await allDue(of(), '2026-05-11')
      of().mood.before = async () => of().desk.later(1.5)
      await of().desk.tick()
      expect(await of().desk.get(id)).toMatchObject({ sent: 1, waiting: 19 })
      expect((await of().desk.tables())['phishing_link']).toHaveLength(1)
      of().mood.before = async () => undefined
      // One that a crash broke off is taken again after a while, and its link goes.
      await sql(
        of(),
        `update app.phishing_letter set taken_at = due_at where ctid in (select ctid from app.phishing_letter limit 1)`,
        [],
      )
      await sql(
        of(),
        `insert into app.phishing_link (token_hash, rehearsal_id, group_name, taken_at) values (sha256('lost'), $1, '', '2026-05-11T07:00:00Z')`,
        [id],
      )
      await of().desk.tick()
      expect(await of().desk.get(id)).toMatchObject({ sent: 20, waiting: 0 })
      expect((await of().desk.tables())['phishing_link']).toHaveLength(20)
      await of().desk.decide(id, 'stop')
    })
  })
}

/** Domains whose proof comes and goes. */
export function domainStories(of: Of): void {
  describe('domains that come and go', () => {
    afterEach(() => calm(of()))

    test('R120 a name server that says nothing for two days ends a proof, and it goes on once one answers', async () => {
      of().desk.moveTo('2026-05-18T07:05:00Z')
      const wanted = { domainId: await of().desk.proveBakery(), startsOn: '2026-05-18', endsOn: '2026-05-28' }
      const { id } = await of().desk.plan(wanted)
      await of().desk.decide(id, 'approve')
      of().desk.dns.isOut = true
      of().desk.later(47 * 60)
      await of().desk.tick()
      await of().desk.tick()
      expect(await of().desk.get(id)).toMatchObject({ pausedWhy: null })
      of().desk.post.received.length = 0
      of().desk.later(2 * 60)
      await of().desk.tick()
      expect(of().desk.mails()).toEqual([])
      await of().desk.tick()
      expect(await of().desk.get(id)).toMatchObject({ pausedWhy: 'domain' })
      of().desk.dns.isOut = false
      await of().desk.tick()
      await of().desk.tick()
      expect(await of().desk.get(id)).toMatchObject({ pausedWhy: null })
      await of().desk.decide(id, 'stop')
    })

    test('R120 whose own domain has lost its proof for a while gets the mail later, and is not forgotten', async () => {
      const [person] = of().desk.people.slice(4)
      await sql(of(), `update app.member set email = 'person-4@shop.example' where id = $1`, [
        person?.memberId,
      ])
      await of().desk.proveBakery('look', 'shop.example')
      const id = await allDue(of(), '2026-06-08')
      const texts = new Map(of().desk.dns.texts)
      of().desk.dns.texts.delete('_muster-rehearsal.shop.example')
      await of()
        .desk.prove('shop.example', 'look')
        .catch(() => undefined)
      await of().desk.tick()
      expect(await of().desk.get(id)).toMatchObject({ sent: 19, waiting: 1 })
      of().desk.dns.texts.set(
        '_muster-rehearsal.shop.example',
        texts.get('_muster-rehearsal.shop.example') ?? [],
      )
      of().desk.moveTo('2026-06-09T08:00:00Z')
      await of().desk.tick()
      expect(
        of()
          .desk.mails()
          .map(({ to }) => to[0]),
      ).toContain('person-4@shop.example')
      expect(await of().desk.get(id)).toMatchObject({ sent: 20, waiting: 0 })
      await of().desk.decide(id, 'stop')
    })

    test('R120 a lead who asks twice leaves one entry, and none of a domain that was removed meanwhile', async () => {
      const kinds = async () =>
        (await of().desk.w.leaves())
          .map(({ kind }) => kind)
          .filter((kind) => kind.startsWith('phishing_domain'))
      const earlier = (await kinds()).length
      await of().desk.prove('late.example', 'ask')
      await of().desk.prove('late.example', 'ask')
      expect((await kinds()).slice(earlier)).toEqual(['phishing_domain.ask'])
      of().desk.dns.meanwhile = async () => {
        of().desk.dns.meanwhile = undefined
        await of().desk.prove('late.example', 'remove')
      }
      await expect(of().desk.prove('late.example', 'look')).rejects.toMatchObject({ kind: 'not_found' })
      expect((await kinds()).slice(earlier)).toEqual(['phishing_domain.ask', 'phishing_domain.remove'])
    })
  })
}

/** Who is in which group, and who may let one go. */
export function peopleStories(of: Of): void {
  describe('people and groups that change', () => {
    const office = async () => {
      const { setup } = await of().desk.list()
      const found = setup.groups.find(({ name }) => name === 'Office')
      return { setup, id: found?.id ?? '', memberIds: found?.memberIds ?? [] }
    }

    test('R120 an auditor reads, staff and strangers do not, and nobody outside sees that there is one', async () => {
      const { id } = await of().desk.plan({
        domainId: await of().desk.proveBakery(),
        startsOn: '2026-08-03',
        endsOn: '2026-08-04',
      })
      expect(await of().desk.get(id, of().desk.w.auditor)).toMatchObject({
        can: { approve: false, decline: false, stop: false },
      })
      await expect(of().desk.get(id, of().desk.w.staff)).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(of().desk.get(id, of().desk.w.stranger)).rejects.toMatchObject({ kind: 'not_found' })
      expect(await of().desk.decide(id, 'decline')).toMatchObject({ state: 'declined' })
    })

    test('R120 a lead changes a group with somebody who is away, and who finds it again on coming back', async () => {
      const [away] = of().desk.people.slice(9)
      await sql(of(), 'update app.member set suspended_at = now() where id = $1', [away?.memberId])
      const { id, memberIds, setup } = await office()
      expect(memberIds).toHaveLength(1)
      expect(setup.people.map(({ id: one }) => one)).not.toContain(away?.memberId)
      await of().desk.change({ do: 'save_group', id, name: 'Office', memberIds })
      await sql(of(), 'update app.member set suspended_at = null where id = $1', [away?.memberId])
      expect((await office()).memberIds).toHaveLength(2)
    })

    test('R120 a group that was deleted since it was planned is not left out in silence', async () => {
      of().desk.moveTo('2026-06-15T07:05:00Z')
      const { id: groupId } = await office()
      const [other] = (await of().desk.list()).setup.groups.filter(({ name }) => name === 'others')
      const groupIds = [groupId, other?.id ?? '']
      const { id } = await of().desk.plan({
        domainId: await of().desk.proveBakery(),
        ...days('2026-06-15'),
        groupIds,
      })
      await of().desk.change({ do: 'end_group', id: groupId })
      await expect(of().desk.decide(id, 'approve')).rejects.toThrow(/was deleted since it was planned/)
      await of().desk.decide(id, 'decline')
    })

    test('R120 somebody of a provider may not let one go, and is not told that they could', async () => {
      const care = await of().desk.w.perform(proposeAgreement, of().desk.w.owner, {
        role: 'lead',
        endsOn: '2026-12-01',
      })
      const carer = await addMember(of().desk.w.house, of().desk.w.tenantId, 'lead')
      const planned = { domainId: await of().desk.proveBakery(), ...days('2026-07-01') }
      const { id } = await of().desk.plan(planned)
      expect((await of().desk.get(id, carer)).can).toMatchObject({ approve: true })
      await sql(of(), 'update app.member set care_id = $1 where id = $2', [care.id, carer.memberId])
      expect((await of().desk.get(id, carer)).can).toMatchObject({ approve: false, decline: true })
      await expect(of().desk.decide(id, 'approve', carer)).rejects.toMatchObject({ kind: 'forbidden' })
      expect((await of().desk.list()).setup.people.map((one) => one.id)).not.toContain(carer.memberId)
    })
  })
}

function gate(): readonly [passed: Promise<void>, open: () => void] {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return [passed, () => open()]
}
