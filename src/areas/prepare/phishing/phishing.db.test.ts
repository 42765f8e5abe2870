import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPhishingDesk, textOf, tokenOf, type PhishingDesk } from '../../../../tests/phishing-desk.ts'
import {
  domainStories,
  moody,
  peopleStories,
  runStories,
  type PhishingStage,
} from '../../../../tests/phishing-runs.ts'
import { open } from '../../respond/incidents/actions/open-incident.ts'
import { report } from '../../respond/signals/actions/report-something.ts'
import { isPlaced } from '../../respond/signals/intake/mail/place-mail.ts'
import { list as listSignals } from '../../respond/signals/actions/triage-signals.ts'

let desk: PhishingDesk
const mood: PhishingStage['mood'] = { before: async () => undefined }
const days = (startsOn: string) => ({ startsOn, endsOn: startsOn })
let domainId = ''
beforeAll(async () => {
  desk = await openPhishingDesk(moody(mood))
})
afterAll(() => desk?.close())

describe('a domain of one’s own', () => {
  test('R120 a lead is refused every domain that the name server does not prove, and a public mail provider at once', async () => {
    await expect(desk.prove('gmail.com', 'ask')).rejects.toThrow(/Anybody can have an address there/)
    const { domains } = await desk.prove('bakery.example', 'ask')
    const [asked] = domains
    await expect(desk.plan({ domainId: asked?.id ?? '' })).rejects.toThrow(/is not proved yet/)
    await expect(desk.prove('bakery.example', 'look')).rejects.toThrow(/The record is not there yet/)
    desk.dns.texts.set(asked?.recordName ?? '', ['muster-rehearsal=somebody-else'])
    await expect(desk.prove('bakery.example', 'look')).rejects.toThrow(/The record is not there yet/)
    await expect(desk.plan({ domainId: asked?.id ?? '' })).rejects.toThrow(/is not proved yet/)
    expect(desk.dns.asked).toContain('_muster-rehearsal.bakery.example')

    domainId = await desk.proveBakery()
    expect(await desk.plan({ domainId })).toMatchObject({ state: 'planned' })
  })

  test('R120 a lead sends in no other name: no foreign domain, no brand, no word that hurts', async () => {
    await expect(desk.plan({ domainId, sender: 'it@bakery-example.test' })).rejects.toThrow(
      /Nothing is sent in the name of others/,
    )
    await expect(desk.plan({ domainId, senderName: 'PayPal' })).rejects.toThrow(/in the name of others/)
    const own = {
      do: 'save_template',
      name: 'Own',
      language: 'en',
      difficulty: 'hard',
      linkWords: 'Look',
    } as const
    const words = { subject: 'Rota', body: 'Dear {name}, here is the new rota: {link}', signs: ['No name'] }
    await expect(desk.change({ ...own, ...words, subject: 'Your Christmas bonus' })).rejects.toThrow(
      /does not play/,
    )
    await expect(
      desk.change({ ...own, ...words, body: 'See https://evil.example and {link}' }),
    ).rejects.toThrow(/only link/)
    await expect(desk.change({ ...own, ...words, body: 'There is no link at all here.' })).rejects.toThrow(
      /\{link\}/,
    )
    // Of two who write it at once one does, and the other hears why not.
    const both = await Promise.allSettled([
      desk.change({ ...own, ...words }),
      desk.change({ ...own, ...words }),
    ])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } })
    const [setup] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.setup] : []))
    expect(setup?.templates).toMatchObject([{ name: 'Own', page: 'none' }])
    await expect(desk.change({ ...own, ...words })).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('a rehearsal from beginning to end', () => {
  let id = ''
  beforeAll(async () => {
    // A group may have this name, too.
    await desk.group('others', desk.people.slice(0, 9))
    await desk.group('Office', desk.people.slice(9, 11))
  })

  test('R120 nothing goes out until a second person who leads agrees, and never while a serious case is open', async () => {
    const planned = await desk.plan({ domainId })
    id = planned.id
    await expect(desk.decide(id, 'approve')).rejects.toThrow(/No mail server is confirmed/)
    await desk.mailOn()
    await expect(desk.decide(id, 'approve', desk.w.lead)).rejects.toThrow(/Somebody else who leads/)
    await expect(desk.decide(id, 'approve', desk.w.staff)).rejects.toMatchObject({ kind: 'forbidden' })
    await desk.tick()
    expect(desk.mails()).toEqual([])
    const approved = await desk.decide(id, 'approve')
    expect(approved).toMatchObject({ state: 'running', recipients: 20, decidedBy: desk.w.owner.name })

    const { id: incidentId } = await desk.w.perform(open, desk.w.lead, {
      ...{ title: 'Files are locked', kind: 'ransomware', severity: 'S1' },
    })
    desk.later(60)
    await desk.tick()
    expect(desk.mails()).toEqual([])
    expect(await desk.get(id)).toMatchObject({ pausedWhy: 'incident', sent: 0, waiting: 20 })
    await desk.w.house.wall.inTenant(desk.w.tenantId, ({ $client }) =>
      $client.query(`update app.incident set severity = 'S3' where id = $1`, [incidentId]),
    )
    await desk.tick()
    expect(await desk.get(id)).toMatchObject({ pausedWhy: null })
  })

  test('R120 each person gets one mail from the own mail server, in working hours, with a link of their own', async () => {
    await desk.sendAll()
    const received = desk.mails()
    expect(received.map(({ to }) => to[0]).toSorted()).toEqual(
      desk.people.map(({ email }) => email).toSorted(),
    )
    expect(new Set(received.map(tokenOf)).size).toBe(20)
    expect(new Set(received.map(({ from }) => from))).toEqual(new Set(['it-desk@mail.bakery.example']))
    const { header } = await desk.get(id)
    expect(received.every(({ raw }) => raw.includes(`${header.name}: ${header.value}`))).toBe(true)
    expect(textOf(received[0] ?? { raw: '' })).toMatch(/^Hello Person,/)
    const days = new Set(received.map(({ raw }) => /^Date: (\w{3})/m.exec(raw)?.[1]))
    expect([...days].every((day) => day === 'Mon' || day === 'Tue')).toBe(true)
    expect(await desk.get(id)).toMatchObject({ sent: 20, waiting: 0, results: [], total: null })
    expect((await desk.tables())['phishing_letter']).toEqual([])
  })

  test('R120 nothing that somebody types is taken: a body with more than the step is refused, and no table or log holds it', async () => {
    const token = tokenOf(desk.mails()[0] ?? { raw: '' })
    const secret = 'Sommer-2026-geheim'
    const sent = { token, step: 'given', password: secret } as never // what a changed page might try
    await expect(
      desk.w.perform((await import('./actions/meet-rehearsal.ts')).meet, desk.w.nobody, sent),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await desk.meet(token, 'look')
    const tables = await desk.tables()
    expect(JSON.stringify(tables)).not.toContain(secret)
    expect(desk.w.logged.join('\n')).not.toContain(secret)
    expect(tables['phishing_link']?.join('\n')).not.toContain(token)
  })

  test('R120 programs that open links count for nobody, people do, and an unknown link says what a dead one says', async () => {
    const [one, two, three, four] = desk.mails().map(tokenOf)
    desk.later(30)
    await desk.meet(one ?? '', 'look')
    await desk.meet(one ?? '', 'opened', { agent: 'Mozilla/5.0 (compatible; bingbot/2.0)' })
    await desk.meet(two ?? '', 'opened', { isDriven: true })
    await desk.meet(three ?? '', 'opened')
    await desk.meet(four ?? '', 'given')
    await expect(desk.meet('A'.repeat(22), 'look')).rejects.toMatchObject({
      kind: 'not_found',
      message: 'This link is not valid any more. Ask for a new one.',
    })
    const links = (await desk.tables())['phishing_link'] ?? []
    expect(links).toHaveLength(20)
  })

  test('R120 whoever reports it is thanked, by the form and by forwarding, and nobody is alarmed', async () => {
    const reports = (await desk.w.perform(listSignals, desk.w.lead, { limit: 200 })).items.length
    const mails = desk.mails()
    const [byText, byFile] = [mails[5], mails[6]]
    const text = `This looks odd ${desk.w.config.url}/notice/${tokenOf(byText ?? { raw: '' })}`
    expect(await desk.w.perform(report, desk.w.staff, { what: text })).toEqual({
      receipt: '',
      isRehearsal: true,
    })
    expect(
      await desk.w.perform(report, desk.w.staff, { kind: 'mail', mailSource: byFile?.raw ?? '' }),
    ).toEqual({ receipt: '', isRehearsal: true })
    const other = await desk.w.perform(report, desk.w.staff, { what: `${text} and https://evil.example/pay` })
    expect(other).toMatchObject({ isRehearsal: false })
    expect((await desk.w.perform(listSignals, desk.w.lead, { limit: 200 })).items.length).toBe(reports + 1)
    const mentions = Object.entries(await desk.tables()).filter(
      ([name, rows]) => name.startsWith('phishing') && rows.join('').includes(desk.w.staff.memberId),
    )
    expect(mentions).toEqual([])
  })

  test('R120 whoever forwards it as a file is thanked by mail, once, and a real mail beside it stays a report', async () => {
    const [mail] = desk.mails().slice(7)
    const [person] = desk.people.slice(3)
    const forward = (from: string, more = '') =>
      Buffer.from(
        [
          ...[`From: ${from}`, 'Subject: Fwd: odd', 'MIME-Version: 1.0'],
          ...['Content-Type: multipart/mixed; boundary=F', '', '--F', 'Content-Type: text/plain', ''],
          ...[
            `Is this real? ${more}`,
            '--F',
            'Content-Type: message/rfc822',
            '',
            mail?.raw ?? '',
            '--F--',
            '',
          ],
        ].join('\r\n'),
      )
    const placed = (bytes: Buffer) => isPlaced(desk.w.house, desk.w.tenantId, bytes)
    const earlier = desk.post.received.length
    expect(await placed(forward(person?.email ?? '', 'see https://evil.example'))).toBe(false)
    expect(await placed(forward(person?.email ?? ''))).toBe(true)
    expect(await placed(forward(person?.email ?? ''))).toBe(true)
    const thanks = desk.post.received
      .slice(earlier)
      .filter(({ subject }) => subject.startsWith('Well spotted'))
    expect(thanks.map(({ to }) => to)).toEqual([[person?.email]])
  })

  test('R120 when it is over only numbers of large groups are left, and no link, person or moment', async () => {
    await expect(desk.decide(id, 'decline')).rejects.toMatchObject({ kind: 'conflict' })
    const token = tokenOf(desk.mails()[9] ?? { raw: '' })
    desk.later(9 * 24 * 60)
    await desk.tick()
    const done = await desk.get(id)
    expect(done).toMatchObject({ state: 'ended', recipients: 20 })
    // The office has two people: they stand with the others, who are in no group.
    expect(done.results.map(({ kind, group, people }) => [kind, group, people])).toEqual([
      ['everybody', '', 20],
      ['group', 'others', 9],
      ['joint', '', 11],
    ])
    expect(done.total).toMatchObject({ delivered: 20, reported: 3, opened: 2, given: 1, machines: 2 })
    const tables = await desk.tables()
    expect([tables['phishing_link'], tables['phishing_letter']]).toEqual([[], []])
    await expect(desk.meet(token, 'look')).rejects.toMatchObject({ kind: 'not_found' })
    const left = Object.entries(tables)
      .filter(([name]) => name.startsWith('phishing') && name !== 'phishing_group_member')
      .flatMap(([, rows]) => rows)
      .join('\n')
    for (const { memberId, email } of desk.people)
      expect([left.includes(memberId), left.includes(email)]).toEqual([false, false])
    const leaves = await desk.w.leaves()
    const told = JSON.stringify(leaves.filter(({ kind }) => kind.startsWith('phishing')))
    expect(told).toContain('phishing.end')
    for (const { memberId, email, name } of desk.people)
      expect([told.includes(memberId), told.includes(email), told.includes(name)]).toEqual([
        false,
        false,
        false,
      ])
  })

  test('R120 a late report of the whole mail is still known, and thanked', async () => {
    const raw = desk.mails()[10]?.raw ?? ''
    expect(await desk.w.perform(report, desk.w.staff, { kind: 'mail', mailSource: raw })).toMatchObject({
      isRehearsal: true,
    })
  })
})

describe('what stops it', () => {
  test('R120 a lead reads that the mail server does not take the sender, and the mails wait', async () => {
    desk.moveTo('2026-03-16T08:30:00Z')
    const { id } = await desk.plan({ domainId, sender: 'refused@bakery.example', ...days('2026-03-16') })
    await desk.decide(id, 'approve')
    desk.moveTo('2026-03-16T15:00:00Z')
    await desk.tick()
    expect(await desk.get(id)).toMatchObject({ trouble: 'sender', sent: 0, waiting: 20 })
    expect((await desk.tables())['phishing_link']).toEqual([])
    expect(await desk.decide(id, 'stop')).toMatchObject({ trouble: null, recipients: 0, total: null })
  })

  test('R120 mail to a domain whose record is gone stops by itself, and a person stops it at any time', async () => {
    desk.post.received.length = 0
    const { id } = await desk.plan({ domainId, startsOn: '2026-03-16', endsOn: '2026-03-18' })
    await desk.decide(id, 'approve')
    desk.dns.texts.clear()
    // A day later the record is looked for again.
    for (let turn = 0; turn < 30; turn += 1) {
      desk.later(60)
      await desk.tick()
    }
    expect(await desk.get(id)).toMatchObject({ pausedWhy: 'domain', state: 'running' })
    const sent = desk.mails().length
    desk.later(24 * 60)
    await desk.tick()
    expect(desk.mails().length).toBe(sent)
    // Set again, it is found without anybody looking for it.
    await desk.proveBakery('set')
    desk.later(61)
    await desk.tick()
    await desk.tick()
    expect(await desk.get(id)).toMatchObject({ pausedWhy: null, state: 'running' })
    const stopped = await desk.decide(id, 'stop', desk.w.lead)
    expect(stopped).toMatchObject({ state: 'stopped', pausedWhy: null })
    expect((await desk.tables())['phishing_letter']).toEqual([])
    await expect(desk.decide(id, 'stop')).rejects.toMatchObject({ kind: 'conflict' })
  })
})

const of = () => ({ desk, mood })
runStories(of)
domainStories(of)
peopleStories(of)
