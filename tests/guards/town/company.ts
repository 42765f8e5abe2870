import { randomBytes, randomUUID } from 'node:crypto'
import { actions } from '../../../src/app/areas.ts'
import { createOrganisation } from '../../../src/areas/register/people/public/organisation.ts'
import { createApiKeyFor } from '../../../src/areas/register/people/public/keys.ts'
import { keyScopes } from '../../../src/base/permissions.ts'
import { asSystem, perform, type Action, type Asked, type House } from '../../../src/platform/action.ts'
import type { MemberActor } from '../../world.ts'
import { ownInboxItem, ownRetainerTask, subscription, whatJobsLeave } from './belongings.ts'
import { furnishClients } from './requests-clients.ts'
import { furnishRoom } from './requests-capture.ts'
import { furnishCircle } from './circle.ts'
import { containmentNouns, containmentOf, furnishContainment } from './furnish-containment.ts'
import { furnishPlaybooks } from './playbooks.ts'
import { furnishInvestigation, investigationNouns } from './investigation.ts'
import { furnishCustody } from './requests-custody.ts'
import { furnishGrading } from './requests-grading.ts'
import { furnishPlan } from './requests-plan.ts'
import { receiptOf } from './requests-detect.ts'
import { furnishRegister, registerNouns } from './requests-register.ts'
import { organisation } from './building.ts'
import { furnishImproved, improveNouns } from './requests-improve.ts'
import { furnishTold, toldNouns } from './requests-statements.ts'
import { furnishSignals } from './requests-groups.ts'
import { furnishDoors } from './requests-sign-on.ts'
import { anyAddress } from './send.ts'

/** Things of which a company has one each, by the word that inputs use for them. */
export const nouns = [
  'incident',
  'task',
  'doneTask',
  'system',
  'need',
  'blocker',
  'cost',
  'evidence',
  'signal',
  'dismissedSignal',
  'source',
  'member',
  'suspendedMember',
  'invitedMember',
  'key',
  'session',
  'inboxItem',
  'retainerTask',
  'agreement',
  'device',
  'lane',
  'link',
  ...containmentNouns,
  ...registerNouns,
  ...improveNouns,
  'proposal',
  'planGuest',
  'roleCard',
  'playbook',
  ...investigationNouns,
  ...toldNouns,
  'handover',
  'upload',
  'alertGroup',
  'quietRule',
  'question',
  'sigmaRule',
] as const
export type Noun = (typeof nouns)[number]

/** A furnished company: one of everything, and its marker in every text that it holds. */
export interface Company {
  readonly tenantId: string
  readonly slug: string
  /** 128 random bits that stand in each text, name, file and delivery of this company and nowhere else. */
  readonly marker: string
  readonly owner: MemberActor
  readonly ids: Readonly<Record<Noun, string>>
  readonly apiKey: string
  readonly sourceSecret: string
  readonly invitation: string
  readonly form: string
  readonly receipt: string
}

export type Fields = Readonly<Record<string, unknown>>
export type Act = (name: string, input: Fields, asked?: Partial<Asked>) => Promise<Fields>

/** The action of this name: the product's own list is the only one. */
export function actionNamed(name: string): Action {
  const found = actions.find(({ endpoint }) => endpoint.name === name)
  if (found === undefined) throw new Error(`There is no action ${name}`)
  return found
}

/** Performs by name, as this person. */
export function acting(house: House, actor: MemberActor): Act {
  return async (name, input, asked) =>
    (await perform(house, actionNamed(name), actor, { ...asked, input })) as Fields // each caller reads what its endpoint answers
}

/** @param owner an account that exists, or an id that no account has */
export async function furnishedCompany(
  house: House,
  wanted: { turn: 'first' | 'further'; userId: string; email: string; session: string },
): Promise<Company> {
  const marker = `zq${randomBytes(16).toString('hex')}`
  const made = await createOrganisation(house, {
    organisation: { ...organisation, name: `Firm ${marker}` },
    owner: { name: `Owner ${marker}`, email: wanted.email },
    turn: wanted.turn,
    account: async () => ({ userId: wanted.userId }),
  })
  const { tenantId, slug, ownerId: memberId } = made
  const owner = ownerOf({ tenantId, memberId, userId: wanted.userId, name: `Owner ${marker}` })
  const act = acting(house, owner)
  const furniture = furnitureOf(act, marker, memberId)
  const { secret: apiKey } = await keyFor(house, { tenantId, name: `Tool ${marker}`, scopes: keyScopes })
  const source = await act('createSource', { kind: 'generic', name: `Tool ${marker}` })
  const signals = await furnishSignals({ house, tenantId, act, memberId }, furniture, marker)
  await deliver(house, { source, marker })
  await furnishDoors(house, act, { tenantId, memberId, marker })
  const form = tokenIn(await act('makeReportLink', {}))
  const receipt = await receiptOf(act, form, marker)
  const invitedMember = await furniture.invitation()
  const incident = await furniture.incident()
  await workIn(act, incident, marker)
  const room = await furnishRoom(act, { make: furniture, incident, marker, memberId })
  const evidence = await furniture.evidence(incident)
  const { roleCard } = await furnishGrading(act, { marker, memberId })
  const investigation = await furnishInvestigation(act, { id: incident, evidence, marker })
  const custody = await furnishCustody(act, { make: furniture, marker, id: incident, evidence })
  const device = await act('subscribePush', { ...subscription(marker), device: `Phone ${marker}` })
  const circle = await furnishCircle(act, { incident, marker })
  const contained = await furnishContainment(act, furniture.containment, incident)
  const register = await furnishRegister(act, { marker, memberId, asset: contained.asset })
  await whatJobsLeave(house, tenantId, marker)
  await configureMail(act, marker)
  return {
    tenantId,
    slug,
    marker,
    owner,
    apiKey,
    sourceSecret: String(source['secret']),
    invitation: invitedMember.token,
    form,
    receipt,
    ids: {
      incident,
      evidence,
      ...(await furnishTold(act, { incident, marker, memberId, contract: register.contract })),
      ...signals,
      task: await furniture.task(incident),
      doneTask: await furniture.doneTask(incident),
      system: await furniture.system(incident),
      ...room,
      source: String(source['id']),
      member: await furniture.member(),
      suspendedMember: await furniture.suspendedMember(),
      invitedMember: invitedMember.id,
      ...{ key: await furniture.key(), session: wanted.session },
      inboxItem: await ownInboxItem(house, { owner, marker }),
      retainerTask: await ownRetainerTask(house, { tenantId, retainer: register.retainer, marker }),
      device: String(device['id']),
      ...circle,
      ...contained,
      ...register,
      ...(await furnishPlan(house, act, { owner, marker })),
      ...(await furnishClients(house, { act, owner, marker })),
      roleCard,
      playbook: await furnishPlaybooks(act, marker),
      ...investigation,
      ...custody,
      ...(await furnishImproved({ house, tenantId, act }, { marker, memberId, incident })),
    },
  }
}

async function configureMail(act: Act, marker: string): Promise<void> {
  const host = `mail.${marker}.example`
  await act('configureMail', { host, port: 465, security: 'tls', from: `muster@${marker}.example` })
}

/** Words, a decision and a run in an incident. */
async function workIn(act: Act, id: string, marker: string): Promise<void> {
  await act('addToTimeline', { id, kind: 'note', text: `Note ${marker}` })
  await act('recordDecision', { id, text: `Decision ${marker}`, options: [marker] })
  await act('startRun', { id })
  await act('moveStep', { id, step: 'f1', move: { move: 'skip', reason: marker } })
}

function ownerOf(who: Pick<MemberActor, 'tenantId' | 'memberId' | 'userId' | 'name'>): MemberActor {
  return { kind: 'member', ref: `u:${who.memberId}`, role: 'owner', sessionId: randomUUID(), ...who }
}

/** A key of this organisation with these scopes, none among them. */
export async function keyFor(
  house: House,
  wanted: { tenantId: string; name: string; scopes: readonly (typeof keyScopes)[number][] },
): Promise<{ secret: string }> {
  return asSystem(house, wanted.tenantId, 'Test', (context) => createApiKeyFor(context, wanted))
}

async function deliver(house: House, { source, marker }: { source: Fields; marker: string }): Promise<void> {
  const body = Buffer.from(
    JSON.stringify({ title: `Alert ${marker}`, summary: marker, labels: { host: marker } }),
  )
  const junk = Buffer.from(`{"${marker}`)
  const headers = { authorization: `Bearer ${String(source['secret'])}`, 'content-type': 'application/json' }
  const receive = actionNamed('receiveSignals')
  const nobody = { kind: 'nobody', ref: 'nobody', name: 'Nobody' } as const
  for (const sent of [body, junk])
    await perform(house, receive, nobody, {
      input: { source: source['id'] },
      webhook: { body: sent, headers },
    })
}

export type Furniture = ReturnType<typeof furnitureOf>

/** How to make one more of each thing, through the same actions that people use. */
export function furnitureOf(act: Act, marker: string, memberId: string) {
  const idOf = async (name: string, input: Fields, asked?: Partial<Asked>) =>
    String((await act(name, input, asked))['id'])
  const furniture = {
    containment: containmentOf(act, marker, memberId),
    incident: () => idOf('openIncident', { title: `Case ${marker}`, kind: 'ransomware', severity: 'S2' }),
    task: (id: string) => idOf('addTask', { id, title: `Task ${marker}` }),
    doneTask: async (id: string) => {
      const task = await furniture.task(id)
      await act('completeTask', { id, task, note: marker })
      return task
    },
    system: (id: string) => idOf('addSystem', { id, name: `Host ${marker}`, state: 'affected' }),
    need: (id: string) => idOf('addNeed', { id, text: `Wanted ${marker}`, source: marker }),
    blocker: (id: string) => idOf('addBlocker', { id, text: `Held up ${marker}`, kind: 'people' }),
    cost: (id: string) =>
      idOf('addCost', { id, text: `Paid ${marker}`, kind: 'other', amount: '12.50', currency: 'EUR' }),
    evidence: (id: string) =>
      idOf(
        'addEvidence',
        {
          id,
          acquisition: {
            name: `${marker}.txt`,
            acquiredAt: '2026-03-01T09:00:00Z',
            where: marker,
            why: marker,
          },
        },
        { upload: { body: chunks(`Bytes ${marker} ${randomUUID()}`) } },
      ),
    signal: async () => {
      const form = tokenIn(await act('makeReportLink', {}))
      const what = `Seen ${marker} ${randomUUID()}`
      await act(
        'submitReport',
        { token: form, what, where: marker, name: marker, contact: marker },
        { address: anyAddress() },
      )
      const items = (await act('listSignals', { limit: 1 }))['items'] as readonly Fields[] // newest first
      return String(items[0]?.['id'])
    },
    dismissedSignal: async () => {
      const id = await furniture.signal()
      await act('dismissSignal', { id, reason: marker })
      return id
    },
    invitation: async () => {
      const invited = await act('inviteMember', {
        name: `Guest ${marker}`,
        email: `${randomUUID()}@${marker}.example`,
        role: 'staff',
      })
      // As its contract says.
      const member = invited['member'] as Fields
      return { id: String(member['id']), token: tokenIn({ url: invited['inviteUrl'] }) }
    },
    member: async () => (await furniture.invitation()).id,
    suspendedMember: async () => {
      const id = await furniture.member()
      await act('suspendMember', { id, reason: marker })
      return id
    },
    source: () => idOf('createSource', { kind: 'generic', name: `Tool ${marker}` }),
    key: async () => {
      const made = await act('createApiKey', { name: `Key ${marker.slice(0, 40)}`, scopes: ['tenant.read'] })
      return String((made['key'] as Fields)['id']) // as its contract says
    },
  }
  return furniture
}

async function* chunks(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text)
}

/** The last part of a link is its secret. */
export function tokenIn(link: Fields): string {
  return String(link['url']).split('/').at(-1) ?? ''
}
