/** An organisation with a domain of its own, an owner with password and authenticator, and browsers at the real API. */
import type { FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { actions } from '../src/app/areas.ts'
import { joinMember } from '../src/areas/register/people/public/people.ts'
import { inviteMember } from '../src/areas/register/people/actions/invite.ts'
import { suspendMemberWith } from '../src/areas/register/people/actions/members.ts'
import type * as contract from '../src/areas/register/sign-on/contract.ts'
import { findWay, finish, tryOut } from '../src/areas/register/sign-on/actions/enter.ts'
import { forget, prove, read, set, turn } from '../src/areas/register/sign-on/actions/settings.ts'
import { Refusal } from '../src/base/refusal.ts'
import type { MemberRole } from '../src/base/permissions.ts'
import type { SentInputOf } from '../src/base/endpoint.ts'
import { asSystem } from '../src/platform/action.ts'
import { createApp } from '../src/platform/http/app.ts'
import type { RunningProvider, Subject } from './oidc-provider.ts'
import { goodPassword } from './sign-in-trial.ts'
import { world, type MemberActor, type World } from './world.ts'

const origin = 'http://localhost:8420'
type Wanted = Omit<SentInputOf<typeof contract.setSignOnProvider>, 'version'>

/** What tests look at in answers of many shapes. */
interface Body {
  readonly status: string
  readonly reason: string
  readonly uri: string
  readonly organisations: readonly unknown[]
}

export interface Browser {
  get(path: string, slug?: string): Promise<{ status: number; body: Body }>
  post(path: string, body: object): Promise<{ status: number; body: Body }>
  /** Sets up an authenticator. @returns the answer to its first code */
  enrol(password?: string): Promise<{ body: Body; code: () => string }>
}

export type Desk = Awaited<ReturnType<typeof startDesk>>

export async function startDesk() {
  const records = new Map<string, string>()
  const small = await world(
    { MUSTER_EGRESS_ALLOW: '127.0.0.1' },
    {
      readTextRecords: async (name) => {
        const text = records.get(name)
        return text === undefined ? { state: 'none' } : { state: 'found', texts: ['v=spf1 -all', text] }
      },
    },
  )
  const app = await createApp({ house: small.house, actions, version: 'test', requestsPerMinute: 1_000_000 })
  const ownerEmail = 'owner@bakery.example'
  const people = peopleOf(small, app)
  const owned = await people.member(ownerEmail, 'owner')
  const owner: MemberActor = { ...small.owner, memberId: owned.memberId, userId: owned.userId, name: 'owner' }
  const act = settingsOf(small, owner, records)
  await act.prove('bakery.example')
  await act.publish('bakery.example')
  await act.prove('bakery.example')
  return {
    ...people,
    ...act,
    ownerEmail,
    ownerBrowser: owned.browser,
    strangerSlug: small.strangerSlug,
    strangerEmail: `owner-${small.stranger.userId}@example.org`,
    close: async () => {
      await app.close()
      await small.close()
    },
  }
}

function settingsOf(small: World, owner: MemberActor, records: Map<string, string>) {
  const { perform, nobody, stranger } = small
  const version = async () => (await perform(read, owner, {})).provider?.version ?? 0
  const begin = async () => {
    const { start, trouble } = await perform(tryOut, owner, {})
    if (start === null) throw new Error(trouble ?? '')
    return start
  }
  const comeBack = (input: { key: string; search: string }) => perform(finish, nobody, input)
  return {
    begin,
    comeBack,
    read: () => perform(read, owner, {}),
    readAs: (role: MemberRole) => perform(read, small[role], {}),
    async connect({ secret, ...change }: Partial<Wanted>) {
      const wanted: Wanted = {
        ...{ kind: 'other', name: 'Works account', factor: 'ours', joins: false, isOnly: false },
        ...{ issuer: '', clientId: '', ...change },
        ...(secret !== undefined && { secret }),
      }
      return perform(set, owner, { ...wanted, version: await version() })
    },
    async tryAs(provider: RunningProvider, who: Subject) {
      const { url, key } = await begin()
      return comeBack({ key, search: await provider.visit(url, who) })
    },
    switch: async (isOn: boolean) => perform(turn, owner, { version: await version(), isOn }),
    forget: (id: string) => perform(forget, owner, { id }),
    prove: (domain: string) => perform(prove, owner, { domain }),
    async proveElsewhere(domain: string) {
      const { domains } = await perform(prove, stranger, { domain })
      const named = domains.find((one) => one.domain === domain)
      records.set(named?.record ?? '', named?.value ?? '')
      return perform(prove, stranger, { domain })
    },
    async publish(domain: string) {
      const named = (await perform(read, owner, {})).domains.find((one) => one.domain === domain)
      records.set(named?.record ?? '', named?.value ?? '')
    },
    way: (email: string) => perform(findWay, nobody, { email }),
    async invite(email: string, role: Exclude<MemberRole, 'guest'>) {
      const name = email.split('@')[0] ?? ''
      return (await perform(inviteMember, owner, { name, email, role, phone: '', nightPhone: '' })).member.id
    },
    async suspend(id: string) {
      const suspend = suspendMemberWith({ heldBy: async () => [] })
      await perform(suspend, owner, { id, reason: 'left', atOnce: true })
    },
    /** Why something was refused: its reason, the field that is wrong, or its kind. */
    async refusalOf(work: Promise<unknown>): Promise<string> {
      const refusal = await work.then(
        () => undefined,
        (error: unknown) => error,
      )
      if (!(refusal instanceof Refusal)) throw new Error('this was not refused', { cause: refusal })
      return refusal.detail.reason ?? refusal.detail.faults?.[0]?.path ?? refusal.kind
    },
  }
}

function peopleOf(small: World, app: FastifyInstance) {
  const { house, tenantId, slug } = small
  const browser = () => browserOf(app, slug)
  const member = async (email: string, role: MemberRole) => {
    const name = email.split('@')[0] ?? ''
    const { userId } = await house.services.sessions.createUser({ email, name, password: goodPassword })
    const { memberId } = await asSystem(house, tenantId, 'Test', (context) =>
      joinMember(context, { name, email, role, userId }),
    )
    const own = browser()
    await own.post('/api/auth/sign-in', { email, password: goodPassword })
    const { code } = await own.enrol(goodPassword)
    return { userId, memberId, browser: own, code }
  }
  return {
    member,
    withPassword: async (email: string, role: MemberRole) => (await member(email, role)).browser,
    /** Somebody who belongs to two organisations. */
    async personOfTwo(email: string) {
      const made = await member(email, 'lead')
      await asSystem(house, small.stranger.tenantId, 'Test', (context) =>
        joinMember(context, { name: 'Kim', email, role: 'lead', userId: made.userId }),
      )
      return made
    },
    async redeem(ticket: string | null) {
      const own = browser()
      return { browser: own, reply: await own.post('/api/auth/sign-in/ticket', { ticket }) }
    },
  }
}

function browserOf(app: FastifyInstance, home: string): Browser {
  const jar = new Map<string, string>()
  const send = async (method: 'GET' | 'POST', url: string, rest: { body?: object; slug?: string }) => {
    const { slug = home, body } = rest
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      ...{ method, url },
      headers: {
        ...{ origin, cookie, 'sec-fetch-site': 'same-origin' },
        ...(slug !== '' && { 'muster-tenant': slug }),
      },
      ...(body !== undefined && { payload: body }),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return { status: answer.statusCode, body: JSON.parse(answer.body || '{}') as Body } // what a test looks at is there or fails it
  }
  const own: Browser = {
    get: (path, slug) => send('GET', path, { ...(slug !== undefined && { slug }) }),
    post: (path, body) => send('POST', path, { body }),
    async enrol(password = '') {
      const { body } = await own.post('/api/auth/totp', { password })
      const secret = Secret.fromBase32(new URL(body.uri).searchParams.get('secret') ?? '')
      const totp = new TOTP({ secret })
      const confirmed = await own.post('/api/auth/totp/confirmation', { code: totp.generate() })
      // Each code opens once: the next one is that of the step to come.
      return { body: confirmed.body, code: () => totp.generate({ timestamp: Date.now() + 30_000 }) }
    },
  }
  return own
}
