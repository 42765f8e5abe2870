import { randomUUID } from 'node:crypto'
import type { Act, Fields } from './company.ts'
import { plain } from './building.ts'
import { connectionNouns, furnishConnections } from './requests-connections.ts'
import { furnishEnd } from './requests-duties-end.ts'
import { firstClock, newDutyAnswer, newQuestionnaire } from './requests-duties.ts'
import { furnishChat } from './requests-chat.ts'
import { furnishMail, mailNouns } from './requests-mail.ts'
import { furnishNews, newsNouns } from './requests-news.ts'
import { furnishThreats, threatNouns } from './requests-threats.ts'
import { furnishOutside } from './requests-outside.ts'
import type { Example, Site } from './requests.ts'

/** What was answered and told in a case. */
export const toldNouns = [
  'dutyAnswer',
  'questionnaire',
  'houseClock',
  'statement',
  'recipient',
  'chat',
  'delay',
  'contractPart',
  'partnerPage',
  ...newsNouns,
  ...connectionNouns,
  ...mailNouns,
  ...threatNouns,
] as const

const text = 'Plain words of a test'
const rules = {
  inside: ['approver'],
  outside: ['approver'],
  contact: text,
  sharing: Object.fromEntries(
    [
      ...['team', 'management', 'staff', 'customers', 'affected', 'partners', 'supplier'],
      ...['authority', 'police', 'insurer', 'bank', 'card_brand', 'press', 'public'],
    ].map((audience) => [audience, ['facts']]),
  ),
}

/** A statement in this incident, with one person of the house on its list. */
export async function newStatement(
  act: Act,
  { id, memberId, isSent = false }: { id: string; memberId: string; isSent?: boolean },
): Promise<{ statement: string; body: Fields; recipient: string }> {
  const made = await act('addStatement', { id, audience: 'staff' })
  const statement = String(made['id'])
  await act('addRecipients', { id, statement, memberIds: [memberId] })
  const list = (await act('listRecipients', { id, statement }))['items'] as readonly Fields[] // as its contract says
  if (isSent) {
    await act('tickStatement', { id, statement, revision: 1, tick: 'approver' })
    await act('releaseStatement', { id, statement, revision: 1 })
  }
  return { statement, body: made['body'] as Fields, recipient: String(list[0]?.['id']) } // likewise
}

/** On a statement of its own, or on the one that stands. */
function onStatement(
  rest: (made: Awaited<ReturnType<typeof newStatement>>) => Fields = () => ({}),
  {
    isSent = false,
    before,
  }: { isSent?: boolean; before?: (act: Act, about: Fields) => Promise<unknown> } = {},
): Example {
  const body = {
    subject: text,
    ...{ greeting: '', opening: text, doing: '', ask: '', closing: '' },
    ...{ confirmed: [], checking: [], unknown: [] },
  }
  return {
    fresh: async ({ act, make, company }: Site) => {
      const id = await make.incident()
      const made = await newStatement(act, { id, memberId: company.owner.memberId, isSent })
      await before?.(act, { id, statement: made.statement })
      return { input: { id, statement: made.statement, ...rest(made) } }
    },
    standing: ({ ids }) => ({
      input: {
        id: ids.incident,
        statement: ids.statement,
        ...rest({ statement: ids.statement, body, recipient: ids.recipient }),
      },
    }),
  }
}

const rhythm = (ownerId: string) => ({
  ...{ audience: 'management', revision: 0, isOn: true, everyMinutes: 120, ownerId },
  nextAt: new Date(Date.now() + 3_600_000).toISOString(),
})

const ready = {
  isSent: false,
  before: (act: Act, about: Fields) => act('tickStatement', { ...about, revision: 1, tick: 'approver' }),
}

export const statementExamples: Readonly<Record<string, Example>> = {
  readStatements: plain(({ incident: id }) => ({ id })),
  addStatement: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), audience: 'customers' } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, audience: 'customers' } }),
  },
  changeStatement: onStatement(({ body }) => ({ revision: 1, body, partyIds: [] })),
  tickStatement: onStatement(() => ({ revision: 1, tick: 'insurer', note: text })),
  releaseStatement: onStatement(() => ({ revision: 1 }), ready),
  withdrawStatement: onStatement(() => ({ reason: text })),
  trustMail: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), isHostile: true, reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, isHostile: true, reason: text } }),
  },
  printStatement: onStatement(() => ({ what: 'proof' })),
  listRecipients: onStatement(),
  addRecipients: onStatement(() => ({ csv: 'name,email\nAnn,ann@example.org' })),
  removeRecipients: onStatement(),
  noteTelling: onStatement(({ recipient }) => ({ recipients: [recipient], what: 'told', how: 'phone' }), {
    isSent: true,
  }),
  readBriefing: {
    fresh: async ({ act, make, asker }) => {
      const { statement } = await newStatement(act, {
        id: await make.incident(),
        memberId: asker,
        isSent: true,
      })
      return { input: { id: statement } }
    },
    standing: ({ ids }) => ({ input: { id: ids.statement } }),
  },
  confirmBriefing: {
    fresh: async ({ act, make, asker }) => {
      const { statement } = await newStatement(act, {
        id: await make.incident(),
        memberId: asker,
        isSent: true,
      })
      return { input: { id: statement } }
    },
    standing: ({ ids }) => ({ input: { id: ids.statement } }),
  },
  setReportRhythm: {
    fresh: async ({ make, company }) => ({
      input: { id: await make.incident(), ...rhythm(company.owner.memberId) },
    }),
    standing: ({ ids, owner }) => ({ input: { id: ids.incident, ...rhythm(owner.memberId) } }),
  },
  readStatementRules: plain(),
  setStatementRules: {
    fresh: async ({ act }) => ({
      input: { revision: (await act('readStatementRules', {}))['revision'], rules },
    }),
    standing: () => ({ input: { revision: 0, rules } }),
  },
  addChatChannel: plain(() => ({
    ...{ name: `Room ${randomUUID()}`, kind: 'slack' },
    address: 'https://hooks.example.org/secret',
  })),
  removeChatChannel: {
    fresh: async ({ act }) => ({ input: { id: await newChat(act, randomUUID()) } }),
    standing: ({ ids }) => ({ input: { id: ids.chat } }),
  },
}

/** A room of a chat tool of this name. */
export async function newChat(act: Act, name: string): Promise<string> {
  const board = await act('addChatChannel', {
    name,
    kind: 'slack',
    address: 'https://hooks.example.org/secret',
  })
  const rooms = board['channels'] as readonly Fields[] // as its contract says
  return String(rooms.find((room) => room['name'] === name)?.['id'])
}

/** One of each that was answered and told in this incident. */
export async function furnishTold(
  act: Act,
  {
    incident: id,
    marker,
    memberId,
    contract,
  }: Record<'incident' | 'marker' | 'memberId' | 'contract', string>,
): Promise<Record<(typeof toldNouns)[number], string>> {
  const { statement, recipient } = await newStatement(act, { id, memberId })
  const { revision } = await act('readStatementRules', {})
  await act('setStatementRules', { revision, rules: { ...rules, contact: marker } })
  const other = await act('openIncident', { title: `Mail ${marker}`, kind: 'ransomware', severity: 'S3' })
  await act('trustMail', { id: String(other['id']), isHostile: true, reason: marker })
  await furnishChat(act, { incident: id, marker })
  return {
    ...(await furnishEnd(act, { incident: id, contract, marker, memberId })),
    ...(await furnishOutside(act, { incident: id, marker })),
    ...(await furnishNews(act, marker)),
    ...(await furnishConnections(act, { marker, incident: id })),
    ...(await furnishMail(act, marker)),
    ...(await furnishThreats(act, { marker, incident: id })),
    statement,
    recipient,
    chat: await newChat(act, `Room ${marker}`),
    dutyAnswer: await newDutyAnswer(act, { id, marker }),
    questionnaire: await newQuestionnaire(act, { id, marker }),
    houseClock: await firstClock(act, id),
  }
}
