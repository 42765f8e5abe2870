import { randomUUID } from 'node:crypto'
import { shippedGrading } from '../../../src/areas/respond/incidents/content/shipped-grading.ts'
import { joinMember } from '../../../src/areas/register/people/public/people.ts'
import { asSystem } from '../../../src/platform/action.ts'
import type { Act } from './company.ts'
import { fieldExamples, furnishFields } from './requests-fields.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'
const answers = {
  sees: ['files_locked'],
  words: text,
  systems: ['FILE01'],
  spread: 'one',
  goingOn: 'yes',
  atRisk: ['personal'],
  knows: ['colleagues'],
}
const card = { name: text, duties: [text], firstTasks: [text] }
const edited = () => ({
  ...shippedGrading,
  lines: [...shippedGrading.lines, { ...emptyLine, name: `Line ${randomUUID()}` }],
})
const emptyLine = { severities: [], risks: [], spreads: [], kinds: [], calls: [], clocks: [] }

/** On the standing incident, which is read only. */
const reading: Example = {
  fresh: ({ company }) => ({ input: { id: company.ids.incident } }),
  standing: ({ ids }) => ({ input: { id: ids.incident } }),
}

/** On an incident of its own that is a crisis. */
const crisis = async ({ act, make }: Site): Promise<string> => {
  const id = await make.incident()
  await act('changeSeverity', { id, severity: 'S1', reason: text })
  return id
}

const version = async ({ act }: Site): Promise<number> => Number((await act('readGrading', {}))['version'])

/** An organisation has so many own roles at most: takes the later ones out of use, and never the furnished one. */
async function makeRoom({ act, company }: Site): Promise<void> {
  // As its contract says.
  const { items } = (await act('listRoleCards', {})) as { items: { role: string; isOwn: boolean }[] }
  const own = items.filter(({ isOwn, role }) => isOwn && role !== company.ids.roleCard)
  for (const { role } of own.slice(5)) await act('dropRoleCard', { role })
}

/** Own fields, grading, incident roles, crisis mode, similar incidents. */
export const gradingExamples: Readonly<Record<string, Example>> = {
  ...fieldExamples,
  readGrading: { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) },
  changeGrading: {
    fresh: async (site) => ({ input: { basedOn: await version(site), table: edited(), reason: text } }),
    standing: () => ({ input: { basedOn: 1, table: edited(), reason: text } }),
  },
  listGradingVersions: { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) },
  readIncidentGrading: reading,
  answerFirstHour: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), answers } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, answers } }),
  },
  listRoleCards: { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) },
  addRoleCard: {
    fresh: async (site) => {
      await makeRoom(site)
      return { input: card }
    },
    standing: () => ({ input: card }),
  },
  changeRoleCard: {
    fresh: () => ({ input: { role: 'scribe', ...card } }),
    standing: ({ ids }) => ({ input: { role: ids.roleCard, ...card } }),
  },
  dropRoleCard: {
    fresh: async (site) => {
      await makeRoom(site)
      return { input: { role: (await site.act('addRoleCard', card))['role'] } }
    },
    standing: ({ ids }) => ({ input: { role: ids.roleCard } }),
  },
  listIncidentRoles: reading,
  assignRole: {
    fresh: async ({ make, company }) => ({
      input: { id: await make.incident(), role: 'technical', memberId: company.owner.memberId },
    }),
    standing: ({ ids, owner }) => ({
      input: { id: ids.incident, role: ids.roleCard, memberId: owner.memberId },
    }),
  },
  leaveRoleEmpty: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), role: 'hr', reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, role: ids.roleCard, reason: text } }),
  },
  handOverRole: {
    fresh: async ({ house, make, act, company }) => {
      const id = await make.incident()
      await act('assignRole', { id, role: 'scribe', memberId: company.owner.memberId })
      const person = { name: text, email: `${randomUUID()}@example.org`, userId: randomUUID() }
      const { memberId } = await asSystem(house, company.tenantId, 'Test', (context) =>
        joinMember(context, { ...person, role: 'responder' }),
      )
      return { input: { id, role: 'scribe', memberId, note: text } }
    },
    standing: ({ ids, owner }) => ({
      input: { id: ids.incident, role: ids.roleCard, memberId: owner.memberId, note: text },
    }),
  },
  readCrisis: reading,
  holdBriefing: {
    fresh: async (site) => ({ input: { id: await crisis(site), note: text } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, note: text } }),
  },
  setBriefingRhythm: {
    fresh: async (site) => ({ input: { id: await crisis(site), everyMinutes: 30 } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, everyMinutes: 30 } }),
  },
  listSimilarIncidents: reading,
  findSimilarIncidents: {
    fresh: ({ company }) => ({
      input: { kind: 'ransomware', systems: 'FILE01', signalId: company.ids.signal },
    }),
    standing: ({ ids }) => ({ input: { kind: 'ransomware', signalId: ids.signal } }),
  },
}

/** What a furnished company has of all this, with its marker in every text. */
export async function furnishGrading(
  act: Act,
  { marker, memberId }: { marker: string; memberId: string },
): Promise<{ roleCard: string }> {
  const words = { name: `Role ${marker.slice(0, 40)}`, duties: [marker], firstTasks: [marker] }
  const roleCard = String((await act('addRoleCard', words))['role'])
  await act('changeGrading', { basedOn: 1, table: edited(), reason: marker })
  const told = { ...answers, words: marker, systems: [marker] }
  const opened = { title: marker, kind: 'ransomware', severity: 'S1', answers: told }
  const id = String((await act('openIncident', opened))['id'])
  await furnishFields(act, { marker, id })
  await act('leaveRoleEmpty', { id, role: 'hr', reason: marker })
  await act('assignRole', { id, role: roleCard, memberId })
  return { roleCard }
}
