import { onTestFinished } from 'vitest'
import * as addressing from '../src/areas/respond/communications/actions/keep-recipients.ts'
import { configureMail, confirmMail, testMail } from '../src/areas/respond/communications/actions/mail.ts'
import * as releasing from '../src/areas/respond/communications/actions/release-statements.ts'
import * as writing from '../src/areas/respond/communications/actions/write-statements.ts'
import type { Statement } from '../src/areas/respond/communications/contract/statements.ts'
import { sendWaiting } from '../src/areas/respond/communications/jobs/send-statements.ts'
import * as briefing from '../src/areas/respond/incidents/actions/brief-people.ts'
import * as opening from '../src/areas/respond/incidents/actions/open-incident.ts'
import type { Download } from '../src/platform/action.ts'
import { mailServer, type MailTemper } from './mail-server.ts'
import type { MemberActor, World } from './world.ts'

export const caseFacts = {
  headline: 'Files are locked',
  confirmed: ['The customer server was encrypted on 6 March.'],
  checking: ['Whether customer data was copied.'],
  unknown: ['How the attacker got in.'],
  next: [],
  clock: '',
}

/** Those who write, agree and send, in this company. */
export function statementDesk(w: () => World) {
  let turn = 0
  async function declare(title = 'Files are locked', more: object = {}) {
    const { id } = await w().perform(opening.open, w().lead, {
      title,
      kind: 'ransomware',
      severity: 'S2',
      ...more,
    })
    await w().perform(briefing.save, w().lead, { id, basedOn: 0, body: caseFacts })
    return id
  }

  const draft = (id: string, more: object = {}) =>
    w().perform(writing.add, w().responder, { id, audience: 'customers', ...more })
  const list = (id: string, statement: string, csv: string) =>
    w().perform(addressing.add, w().responder, { id, statement, csv })
  const write = (
    id: string,
    { id: statement, revision, body }: Statement,
    change: object,
    partyIds: string[] = [],
  ) =>
    w().perform(writing.change, w().responder, {
      id,
      statement,
      revision,
      body: { ...body, ...change },
      partyIds,
    })
  const tick = (id: string, { id: statement, revision }: Statement, who: MemberActor, name: string) =>
    w().perform(releasing.tick, who, {
      id,
      statement,
      revision,
      tick: name as 'legal', // one of the three
      note: name === 'insurer' ? 'Ms Gruber of the insurer, by telephone' : '',
    })
  const release = (id: string, { id: statement, revision }: Statement, chats: string[] = []) =>
    w().perform(releasing.release, w().lead, { id, statement, revision, chats })

  async function agreed(id: string, wanted: Statement) {
    await tick(id, wanted, w().owner, 'approver')
    await tick(id, wanted, w().counsel, 'legal')
    return tick(id, wanted, w().lead, 'insurer')
  }

  async function post(temper: MailTemper = {}) {
    const server = await mailServer(temper)
    onTestFinished(() => server.stop())
    const settings = { host: '127.0.0.1', port: server.port, security: 'none' as const }
    await w().perform(configureMail, w().owner, { ...settings, user: '', from: 'office@example.org' })
    // One test mail a minute, and no more.
    w().setNow(new Date(Date.now() + 120_000 * (turn += 1)))
    await w().perform(testMail, w().owner, {})
    const code = /code is (\d{8})/.exec(server.received.at(-1)?.raw ?? '')?.[1] ?? ''
    await w().perform(confirmMail, w().owner, { code })
    server.received.length = 0
    return server
  }

  /** What went to people on a list, not to owners who hear of the case. */
  const outside = (server: Awaited<ReturnType<typeof post>>) =>
    server.received.filter(({ to }) => !to.some((one) => one.startsWith('owner-')))

  const delivered = async () => {
    await w().house.services.wake.idle()
    await sendWaiting(w().house, w().tenantId)
  }
  const rowsOf = async (id: string, statement: string) =>
    (await w().perform(addressing.list, w().auditor, { id, statement })).items

  /** What a paper is made of. */
  const bytesOf = async (made: Download): Promise<Uint8Array> => {
    const body = await made.open()
    if (!(body instanceof Uint8Array)) throw new Error('this paper is made at once')
    return body
  }
  return { declare, draft, list, write, tick, release, agreed, post, outside, delivered, rowsOf, bytesOf }
}
