import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { changeSetupWith } from '../src/areas/prepare/phishing/actions/change-setup.ts'
import { meet } from '../src/areas/prepare/phishing/actions/meet-rehearsal.ts'
import { decideWith, plan } from '../src/areas/prepare/phishing/actions/plan-rehearsal.ts'
import { prove } from '../src/areas/prepare/phishing/actions/prove-domain.ts'
import { get, listWith } from '../src/areas/prepare/phishing/actions/read-rehearsals.ts'
import { sendRehearsalsWith } from '../src/areas/prepare/phishing/jobs.ts'
import { markHeader } from '../src/areas/prepare/phishing/public.ts'
import { joinMember } from '../src/areas/register/people/public/people.ts'
import { configureMail, confirmMail, testMail } from '../src/areas/respond/communications/actions/mail.ts'
import { phishingPorts } from '../src/app/areas-phishing.ts'
import type { SentInputOf } from '../src/base/endpoint.ts'
import { asSystem } from '../src/platform/action.ts'
import { decodedBody, entityOf, partsOf } from '../src/platform/mail/mime.ts'
import { dnsServer, type DnsServerForTests } from './dns-server.ts'
import { mailServer, type MailServerForTests, type MailTemper, type ReceivedMail } from './mail-server.ts'
import { world, type MemberActor, type World } from './world.ts'

export type PhishingDesk = Awaited<ReturnType<typeof openPhishingDesk>>
export const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

/** Monday at noon in Vienna, in winter. */
const monday = Date.parse('2026-03-02T11:00:00Z')

/** A small company with twenty people in a domain of its own, a real name server and a real mail server. */
export async function openPhishingDesk(temper: MailTemper = {}) {
  const dns = await dnsServer()
  const w = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8', MUSTER_DNS: dns.address })
  const post = await mailServer(temper)
  let clock = monday
  w.setNow(new Date(clock))
  const people = await twenty(w)
  const decide = decideWith(phishingPorts)
  const job = sendRehearsalsWith(phishingPorts)
  const list = listWith(phishingPorts)
  const own = setUp(w, dns, post)
  const desk = {
    ...{ w, dns, post, people },
    later(minutes: number) {
      clock += minutes * 60_000
      w.setNow(new Date(clock))
    },
    moveTo(time: string) {
      clock = Date.parse(time)
      w.setNow(new Date(clock))
    },
    /** What the clock brings every minute. */
    async tick() {
      await asSystem(w.house, w.tenantId, 'Rehearsals', (context) => job.run(context, w.house))
      await job.after?.(w.house, w.tenantId)
    },
    /** Mails of rehearsals: other news goes by the same server. */
    mails: () => post.received.filter(({ raw }) => raw.includes(`${markHeader}: `)),
    ...own,
    plan: (
      more: Partial<SentInputOf<typeof plan.endpoint>> & { domainId: string },
      who: MemberActor = w.lead,
    ) =>
      w.perform(plan, who, {
        name: 'Spring',
        template: 'password',
        senderName: 'IT Service Desk',
        sender: 'it-desk@mail.bakery.example',
        startsOn: '2026-03-02',
        endsOn: '2026-03-03',
        council: 'agreed',
        peopleKnow: true,
        ...more,
      }),
    decide: (id: string, decision: 'approve' | 'decline' | 'stop', who: MemberActor = w.owner) =>
      w.perform(decide, who, { id, decision }),
    get: (id: string, who: MemberActor = w.lead) => w.perform(get, who, { id }),
    list: (who: MemberActor = w.lead) => w.perform(list, who, { limit: 1 }),
    /** Two days in which everything goes out. */
    async sendAll() {
      for (let turn = 0; turn < 150; turn += 1) {
        await desk.tick()
        desk.later(15)
        if (desk.mails().length >= people.length) return
      }
    },
    meet: (
      token: string,
      step: 'look' | 'opened' | 'given',
      more: { agent?: string; isDriven?: boolean } = {},
    ) => w.perform(meet, w.nobody, { token, step, agent: phone, ...more }),
    tables: () => tablesOf(w),
    async close() {
      await w.close()
      await post.stop()
      await dns.stop()
    },
  }
  return desk
}

/** Twenty of the firm, each with an address in its domain. */
async function twenty({ house, tenantId }: World) {
  return Promise.all(
    Array.from({ length: 20 }, async (_, place) => {
      const name = `Person ${place} Example`
      const email = `person-${place}@bakery.example`
      const wanted = { name, email, role: 'staff', userId: randomUUID() } as const
      const { memberId } = await asSystem(house, tenantId, 'Test', (context) => joinMember(context, wanted))
      return { memberId, email, name }
    }),
  )
}

/** Domain, mail server, groups and own mails. */
function setUp(w: World, dns: DnsServerForTests, post: MailServerForTests) {
  const change = changeSetupWith(phishingPorts)
  const step = (domain: string, what: 'ask' | 'look' | 'remove') =>
    w.perform(prove, w.lead, { domain, step: what })
  return {
    prove: step,
    /** @param how whether somebody also looks for the record that was set */
    async proveBakery(how: 'set' | 'look' = 'look', name = 'bakery.example') {
      const { domains } = await step(name, 'ask')
      const wanted = domains.find(({ domain }) => domain === name)
      dns.texts.set(wanted?.recordName ?? '', ['v=spf1 -all', wanted?.recordValue ?? ''])
      if (how === 'look') await step(name, 'look')
      return wanted?.id ?? ''
    },
    async mailOn() {
      const settings = { host: '127.0.0.1', port: post.port, security: 'none' as const }
      await w.perform(configureMail, w.owner, { ...settings, from: 'muster@bakery.example' })
      await w.perform(testMail, w.owner, {})
      const code = /code is (\d{8})/.exec(post.received[0]?.raw ?? '')?.[1] ?? ''
      await w.perform(confirmMail, w.owner, { code })
      post.received.length = 0
    },
    group: (name: string, members: readonly { memberId: string }[]) =>
      w.perform(change, w.lead, {
        change: { do: 'save_group', name, memberIds: members.map(({ memberId }) => memberId) },
      }),
    change: (wanted: SentInputOf<typeof change.endpoint>['change']) =>
      w.perform(change, w.lead, { change: wanted }),
  }
}

/** Every row of every table, as text. */
async function tablesOf({ adminUrl }: World): Promise<Record<string, string[]>> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  const { rows: names } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')`,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of names) {
    const { rows } = await client.query<{ line: string }>(`select t::text as line from app."${name}" t`)
    found[name] = rows.map(({ line }) => line)
  }
  await client.end()
  return found
}

/** The plain text of a mail as it came. */
export function textOf({ raw }: Pick<ReceivedMail, 'raw'>): string {
  const whole = entityOf(Buffer.from(raw))
  const boundary = /boundary="([^"]+)"/.exec(whole.headers.get('content-type') ?? '')?.[1] ?? ''
  const [first] = partsOf(whole.body, boundary)
  return first === undefined ? '' : decodedBody(entityOf(first)).toString()
}

export function tokenOf(mail: Pick<ReceivedMail, 'raw'>): string {
  return /\/notice\/([A-Za-z0-9_-]{22})/.exec(textOf(mail))?.[1] ?? ''
}
