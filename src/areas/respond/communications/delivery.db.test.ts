import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { mailServer, type MailServerForTests, type MailTemper } from '../../../../tests/mail-server.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem, type House } from '../../../platform/action.ts'
import { listInbox } from './actions/inbox.ts'
import { configureMail, confirmMail, readMail, testMail } from './actions/mail.ts'
import { deliverWaiting, deliveryJob } from './jobs/deliver-messages.ts'
import { tell } from './public.ts'
import { deliveryBell } from './rules/delivery.ts'
import { endDigest, listForDigest } from './store/choices.ts'

let small: World
/** Where the house's clock stands; it moves by hand alone. */
let clock = Date.parse('2026-03-01T10:00:00Z')

beforeAll(async () => {
  small = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
  // Here the job alone delivers, when a test says so.
  small.house.services.wake.on(deliveryBell, async () => undefined)
})
afterAll(() => small.close())
/** What a test left behind is given up before the next one begins. */
afterEach(async () => {
  later(80 * 60)
  await asSystem(small.house, small.tenantId, 'Job', (context) => deliveryJob.run(context, small.house))
})

function later(minutes: number): void {
  clock += minutes * 60_000
  small.setNow(new Date(clock))
}

/** Set up, tested and confirmed; gone when the test is over. */
async function start(temper: MailTemper = {}): Promise<MailServerForTests> {
  later(5)
  const server = await mailServer(temper)
  onTestFinished(() => server.stop())
  const settings = {
    host: '127.0.0.1',
    port: server.port,
    security: 'none' as const,
    from: 'muster@example.org',
  }
  await small.perform(configureMail, small.owner, settings)
  await small.perform(testMail, small.owner, {})
  const code = /code is (\d{8})/.exec(server.received[0]?.raw ?? '')?.[1] ?? ''
  await small.perform(confirmMail, small.owner, { code })
  await runJob()
  server.received.length = 0
  return server
}

/** What the minute brings. */
async function runJob(house: House = small.house): Promise<void> {
  await asSystem(house, small.tenantId, 'Job', (context) => deliveryJob.run(context, house))
  await deliveryJob.after?.(house, small.tenantId)
}

function tellLead(subject: string): Promise<void> {
  return asSystem(small.house, small.tenantId, 'Test', (context) =>
    tell(context, {
      memberIds: [small.lead.memberId],
      kind: 'test',
      title: subject,
      path: '/people',
      mail: { subject, text: `About ${subject}.` },
      urgent: true,
    }),
  )
}

async function reachedOf(title: string) {
  const { items } = await small.perform(listInbox, small.lead, { limit: 200 })
  return items.find((item) => item.title === title)?.reached
}

test('no mail is lost while the server is away for hours, and each arrives once', async () => {
  const first = await start()
  await first.stop()
  const subjects = Array.from({ length: 12 }, (_, n) => `away ${n}`)
  for (const subject of subjects) await tellLead(subject)
  for (let n = 0; n < 40; n++) {
    await runJob()
    later(10)
  }
  const { settings } = await small.perform(readMail, small.lead, {})
  expect(settings).toMatchObject({ waiting: 12 })
  expect(settings?.lastError).toContain('could not be reached')
  expect(await reachedOf('away 3')).toMatchObject([{ channel: 'mail', state: 'waiting' }])

  const back = await mailServer({ port: first.port })
  onTestFinished(() => back.stop())
  for (let n = 0; n < 3; n++) {
    await runJob()
    later(10)
  }

  expect(back.received.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted())
  expect(new Set(back.received.map(({ messageId }) => messageId)).size).toBe(12)
  expect(await reachedOf('away 3')).toEqual([
    {
      channel: 'mail',
      to: expect.stringContaining('lead-'),
      state: 'reached',
      why: 'The mail server accepted it. Whether it was read is not known to Muster.',
    },
  ])
  const after = await small.perform(readMail, small.lead, {})
  expect(after.settings).toMatchObject({ waiting: 0, lastError: null })
})

test('a server that is down is called once a minute, not once for each mail', async () => {
  const server = await start({ onRecipient: () => undefined })
  await server.stop()
  let calls = 0
  const refusing = await mailServer({
    port: server.port,
    options: {
      onConnect: (_session, done) => {
        calls++
        done(new Error('closed for today'))
      },
    },
  })
  onTestFinished(() => refusing.stop())
  for (let n = 0; n < 20; n++) await tellLead(`many ${n}`)
  await runJob()

  // The lanes of one run may have begun together.
  expect(calls).toBeGreaterThan(0)
  expect(calls).toBeLessThanOrEqual(3)
})

test('a mail that is greylisted is tried again and arrives once', async () => {
  let refusals = 2
  const server = await start({
    onRecipient: (to) => (to.startsWith('lead-') && refusals-- > 0 ? { code: 451 } : undefined),
  })
  await tellLead('grey')
  await runJob()
  expect(server.received).toEqual([])
  expect((await reachedOf('grey'))?.[0]?.why).toContain('try again later')
  for (let n = 0; n < 3; n++) {
    later(5)
    await runJob()
  }

  expect(server.received.map(({ subject }) => subject)).toEqual(['grey'])
})

test('a connection that drops after the mail was taken gives at most one copy more, under the same Message-ID', async () => {
  let drops = 1
  const server = await start({ dropAfterData: ({ subject }) => subject === 'dropped' && drops-- > 0 })
  await tellLead('dropped')
  for (let n = 0; n < 4; n++) {
    await runJob()
    later(5)
  }

  const copies = server.received.filter(({ subject }) => subject === 'dropped')
  expect(copies).toHaveLength(2)
  expect(copies[0]?.messageId).toMatch(/^<[0-9a-f-]{36}@muster-[0-9a-f]{16}\.local>$/)
  expect(copies[1]?.messageId).toBe(copies[0]?.messageId)
})

test('a process that dies between sending and noting it leaves one copy more, and not before its claim runs out', async () => {
  const server = await start()
  await tellLead('died')
  const dying: House = {
    ...small.house,
    wall: {
      inTenant: (tenantId, work) =>
        // Whatever comes after the sending never happens.
        server.received.length > 0
          ? Promise.reject(new Error('killed'))
          : small.house.wall.inTenant(tenantId, work),
    },
  }
  await expect(deliverWaiting(dying, small.tenantId)).rejects.toThrow('killed')
  expect(server.received).toHaveLength(1)
  later(4)
  await runJob()
  expect(server.received).toHaveLength(1)
  later(2)
  await runJob()
  later(30)
  await runJob()

  expect(server.received.map(({ subject }) => subject)).toEqual(['died', 'died'])
  expect(server.received[0]?.messageId).toBe(server.received[1]?.messageId)
  expect(await reachedOf('died')).toMatchObject([{ state: 'reached' }])
})

test('processes that deliver at once send each mail once', async () => {
  const server = await start()
  const subjects = Array.from({ length: 25 }, (_, n) => `parallel ${n}`)
  for (const subject of subjects) await tellLead(subject)
  await Promise.all(Array.from({ length: 4 }, () => deliverWaiting(small.house, small.tenantId)))

  expect(server.received.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted())
})

test('what could not be delivered in 72 hours is given up, said plainly, and on the record', async () => {
  const server = await start()
  await server.stop()
  await tellLead('late')
  for (let n = 0; n < 72 * 4; n++) {
    if (n % 24 === 0) await runJob()
    later(15)
  }
  await runJob()

  expect(await reachedOf('late')).toMatchObject([
    { state: 'not reached', why: 'It could not be delivered within 72 hours and was given up.' },
  ])
  expect((await small.perform(readMail, small.lead, {})).settings).toMatchObject({ waiting: 0 })
  expect((await small.leaves()).map(({ kind }) => kind)).toContain('mail.fail')
})

test('an address that the server does not know is given up at once, the others are not', async () => {
  const server = await start({ onRecipient: (to) => (to.startsWith('lead-') ? { code: 550 } : undefined) })
  await tellLead('unknown')
  await asSystem(small.house, small.tenantId, 'Test', (context) =>
    tell(context, {
      memberIds: [small.staff.memberId],
      kind: 'test',
      title: 'known',
      path: '/people',
      mail: { subject: 'known', text: 'x' },
    }),
  )
  await runJob()

  expect(await reachedOf('unknown')).toMatchObject([{ state: 'not reached' }])
  expect((await reachedOf('unknown'))?.[0]?.why).toContain('does not know this address')
  expect(server.received.map(({ subject }) => subject)).toEqual(['known'])
})

test('a person who is suspended after they were told gets no mail any more', async () => {
  const server = await start()
  await tellLead('suspended')
  const set = (value: string) =>
    small.house.wall.inTenant(small.tenantId, ({ $client }) =>
      $client.query(`update app.member set suspended_at = ${value} where id = $1`, [small.lead.memberId]),
    )
  await set('now()')
  await runJob()
  await set('null')

  expect(server.received).toEqual([])
  expect(await reachedOf('suspended')).toMatchObject([{ state: 'not reached' }])
})

test('nothing is sent for a change that was taken back', async () => {
  const server = await start()
  const failing = asSystem(small.house, small.tenantId, 'Test', async (context) => {
    await tell(context, {
      memberIds: [small.lead.memberId],
      kind: 'test',
      title: 'taken back',
      path: '/people',
      mail: { subject: 'taken back', text: 'x' },
    })
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  await runJob()

  expect(server.connections()).toBe(1) // the test mail
  expect(await reachedOf('taken back')).toBeUndefined()
})

test('a mail says nothing to a bystander: one recipient each, and a link into the organisation', async () => {
  const server = await start()
  await tellLead('one each')
  await runJob()
  const [mail] = server.received

  expect(mail?.to).toHaveLength(1)
  expect(mail?.raw).toContain(`http://localhost:8420/t/${small.slug}/people`)
  expect((await small.leaves()).map(({ kind }) => kind)).toContain('mail.send')
})

test('what a summary counted waits for none any more, and what it left out, or is another person’s, still does', async () => {
  await tellLead('Counted')
  await tellLead('Left out')
  await asSystem(small.house, small.tenantId, 'Test', async (context) => {
    const { memberId } = small.lead
    const waiting = async () => (await listForDigest(context, memberId, 10)).map(({ id }) => id)
    await context.tx.$client.query(
      `update app.inbox_item set in_digest = true where title in ('Counted', 'Left out')`,
    )
    const [newest = '', older = ''] = await waiting()
    await endDigest(context, { memberId: small.owner.memberId, counted: [older] })
    expect(await waiting()).toEqual([newest, older])
    await endDigest(context, { memberId, counted: [older] })
    expect(await waiting()).toEqual([newest])
  })
})
