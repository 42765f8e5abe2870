import { onTestFinished } from 'vitest'
import type { CaseChat, ChatReply } from '../src/areas/respond/chat/contract.ts'
import { chatJob } from '../src/areas/respond/chat/jobs/work-rooms.ts'
import { asSystem } from '../src/platform/action.ts'
import { botToken, matrixFake, mattermostFake, slackFake, users, type ChatFake } from './chat-servers.ts'
import { acting, actionNamed, type Fields } from './guards/town/company.ts'
import type { MemberActor, World } from './world.ts'

/** By which a command proves that it comes from the server that was connected. */
export const verifier = 'command-secret-0815'

/** What people of a company and its chat server say to each other. */
export function chatTalk(of: () => World) {
  let turn = 0
  const idle = () => of().house.services.wake.idle()
  const as = (actor: MemberActor) => acting(of().house, actor)
  const chatOf = async (actor: MemberActor, id: string) => {
    await idle()
    return (await as(actor)('readCaseChat', { id })) as unknown as CaseChat // as its contract says
  }
  const minutesOn = async (minutes: number) => {
    of().setNow(new Date(of().house.now().getTime() + minutes * 60_000))
    await asSystem(of().house, of().tenantId, 'Chat', (context) => chatJob.run(context, of().house))
    await idle()
  }
  const declare = async (severity = 'S1', more: Fields = {}) =>
    String(
      (await as(of().lead)('openIncident', { title: 'Locked files', kind: 'other', severity, ...more }))[
        'id'
      ],
    )
  const channelOf = (fake: ChatFake, name: string) => {
    const found = [...fake.channels.values()].find((one) => one.name === name)
    if (found === undefined) throw new Error(`There is no channel ${name}`)
    return found
  }

  /** A server that stands until the test ends, connected with these words. */
  async function connected(kind: 'mattermost' | 'slack' | 'matrix', more: Fields = {}) {
    const fake = await { mattermost: mattermostFake, slack: slackFake, matrix: matrixFake }[kind]()
    onTestFinished(() => fake.close())
    const made = await as(of().owner)('connectChat', {
      ...{ kind, address: fake.address, team: kind === 'mattermost' ? 'bakery' : '', token: botToken },
      ...{ verifier: kind === 'matrix' ? undefined : verifier, ...more },
    })
    return { fake, made, hook: String(made['commandUrl']).split('/').at(-1) ?? '' }
  }

  /** A slash command as Mattermost sends it. */
  async function typed(hook: string, fields: Fields, text: string): Promise<ChatReply> {
    turn += 1
    const form = {
      ...{ token: verifier, team_id: 't'.repeat(26), channel_id: 'nowhere', user_id: users.mattermost },
      ...{ user_name: 'anna', command: '/muster', text, trigger_id: `trigger ${turn}`, ...fields },
    }
    return delivered(hook, new URLSearchParams(form as Record<string, string>).toString(), {}) // all of them words
  }

  async function delivered(hook: string, body: string, headers: Record<string, string>): Promise<ChatReply> {
    const webhook = { body: Buffer.from(body), headers }
    return (await of().perform(
      actionNamed('receiveChatCommand'),
      of().nobody,
      { token: hook },
      { webhook },
    )) as ChatReply // likewise
  }

  async function link(hook: string, actor: MemberActor, fields: Fields = {}) {
    const { code } = await as(actor)('linkOwnChat', {})
    return typed(hook, fields, `link ${String(code).toLowerCase()}`)
  }

  return { as, idle, chatOf, minutesOn, declare, channelOf, connected, typed, delivered, link }
}
