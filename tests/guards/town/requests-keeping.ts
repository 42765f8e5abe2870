import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import { tokenIn, type Act, type Company, type Fields } from './company.ts'
import type { Example } from './requests.ts'
import { furnishReports, reportExamples, reportNouns } from './requests-reports.ts'
import { articleExamples, furnishArticle } from './requests-articles.ts'
import { exerciseExamples, furnishExercise } from './requests-exercises.ts'
import { accessExamples, accessNouns, furnishAccess } from './requests-access.ts'
import { controlExamples, controlNouns, furnishControls } from './requests-controls.ts'
import { furnishRisk, riskExamples } from './requests-risks.ts'
import { furnishView, viewExamples } from './requests-views.ts'
import { furnishTraining, trainingExamples, trainingNouns } from './requests-training.ts'
import { furnishPrivacy, privacyExamples } from './requests-privacy.ts'
import { continuityExamples, continuityNouns, furnishContinuity } from './requests-continuity.ts'

/** Things that keep the preparation alive, of which a company has one each. */
export const keepingNouns = [
  'houseRule',
  'routine',
  'risk',
  'article',
  'exercise',
  'dataRequest',
  'view',
  ...controlNouns,
  ...reportNouns,
  ...continuityNouns,
  ...trainingNouns,
  ...accessNouns,
] as const
type Made = Readonly<Record<(typeof keepingNouns)[number], string>>

const question = { question: text, options: ['No', 'Yes'], right: 1, clause: 0 }
const content = (marker = text) => ({
  summary: marker,
  clauses: [{ heading: marker, text: marker }],
  questions: [
    { ...question, question: `${marker} 1` },
    { ...question, question: `${marker} 2` },
  ],
})
const nextOn = '2035-01-01'

/** A house rule in force with a newer draft, and a routine with its turn, with the marker in each of their tables. */
export async function furnishKeeping(
  act: Act,
  { marker, memberId }: { readonly marker: string; readonly memberId: string },
): Promise<Made> {
  const houseRule = await newRule(act, { marker, memberId })
  await act('publishHouseRule', { id: houseRule, note: marker })
  await act('answerHouseRule', { id: houseRule, number: 1, answers: [1, 1] })
  const draft = { id: houseRule, name: `Rule ${marker}`, approverIds: [memberId], content: content(marker) }
  await act('saveHouseRuleDraft', draft)
  const routine = await newRoutine(act, marker)
  await act('doRoutine', { id: routine, minutes: 5, note: marker })
  await act('makeCalendarLink', {})
  const risk = await furnishRisk(act, marker)
  const article = await furnishArticle(act, marker)
  const exercise = await furnishExercise(act, marker)
  const controls = await furnishControls(act, { marker, memberId, routine })
  const reports = await furnishReports(act, { marker, memberId })
  return {
    dataRequest: await furnishPrivacy(act, marker),
    houseRule,
    routine,
    risk,
    article,
    exercise,
    view: await furnishView(act, marker),
    ...controls,
    ...reports,
    ...(await furnishContinuity(act, { marker, memberId })),
    ...(await furnishAccess(act, { marker, memberId })),
    ...(await furnishTraining(act, { marker, memberId })),
  }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

export const keepingExamples: Readonly<Record<string, Example>> = {
  ...continuityExamples,
  ...riskExamples,
  ...privacyExamples,
  ...accessExamples,
  ...articleExamples,
  ...exerciseExamples,
  ...controlExamples,
  ...reportExamples,
  ...trainingExamples,
  ...viewExamples,
  listHouseRules: reading,
  getHouseRule: onRule(() => ({})),
  addHouseRule: {
    fresh: ({ company }) => ({ input: rule(company) }),
    standing: (company) => ({ input: rule(company) }),
  },
  saveHouseRuleDraft: {
    fresh: async ({ act, company }) => {
      const made = await act('addHouseRule', rule(company))
      return { input: { ...rule(company), id: String(made['id']), basedOn: hashOf(made) } }
    },
    standing: (company) => ({ input: { ...rule(company), id: company.ids.houseRule } }),
  },
  approveHouseRule: {
    // whoever asks has to be among those who were named
    fresh: async ({ act, asker }) => {
      const made = await act('addHouseRule', {
        name: randomUUID(),
        approverIds: [asker],
        content: content(),
      })
      return { input: { id: String(made['id']), hash: hashOf(made) } }
    },
    standing: ({ ids }) => ({ input: { id: ids.houseRule, hash: '0'.repeat(64) } }),
  },
  publishHouseRule: onRule(() => ({ note: text })),
  reviewHouseRule: {
    fresh: async (site) => ({ input: { id: await publishedRule(site), note: text } }),
    standing: ({ ids }) => ({ input: { id: ids.houseRule, note: text } }),
  },
  withdrawHouseRule: onRule(() => ({ reason: text })),
  compareHouseRule: {
    fresh: async (site) => ({ input: { id: await publishedRule(site), number: 1 } }),
    standing: ({ ids }) => ({ input: { id: ids.houseRule, number: 1 } }),
  },
  answerHouseRule: {
    fresh: async (site) => ({ input: { id: await publishedRule(site), number: 1, answers: [1, 1] } }),
    standing: ({ ids }) => ({ input: { id: ids.houseRule, number: 1, answers: [1, 1] } }),
  },
  checkHouseRuleCode: {
    fresh: async (site) => {
      const shown = await site.act('getHouseRule', { id: await publishedRule(site) })
      return { input: { code: String((shown['current'] as Fields)['code']) } } // as its contract says
    },
    standing: () => ({ input: { code: 'HR-0000-0000' } }),
  },
  readCalendar: reading,
  addRoutine: {
    fresh: ({ company }) => ({ input: routine(company) }),
    standing: (company) => ({ input: routine(company) }),
  },
  changeRoutine: onRoutine(() => ({ name: randomUUID(), everyValue: 2, minutes: 5, nextOn })),
  endRoutine: onRoutine(() => ({ reason: text })),
  doRoutine: {
    fresh: async ({ act, asker }) => {
      const made = await act('addRoutine', {
        name: randomUUID(),
        everyValue: 1,
        minutes: 5,
        nextOn,
        ownerId: asker,
      })
      return { input: { id: String(made['id']), minutes: 5 } }
    },
    standing: ({ ids }) => ({ input: { id: ids.routine, minutes: 5 } }),
  },
  makeCalendarLink: reading,
  removeCalendarLink: reading,
  readCalendarFeed: {
    fresh: async ({ act }) => ({ input: { token: tokenIn(await act('makeCalendarLink', {})) } }),
    standing: () => ({ input: { token: 'A'.repeat(22) } }),
  },
}

const rule = ({ owner }: Company) => ({
  name: randomUUID(),
  ownerId: owner.memberId,
  approverIds: [owner.memberId],
  content: content(),
})

const routine = ({ owner }: Company) => ({
  name: randomUUID(),
  ownerId: owner.memberId,
  everyValue: 1,
  minutes: 5,
  nextOn,
})

function hashOf(made: Fields): string {
  return String((made['draft'] as Fields)['hash']) // as its contract says
}

/** Written and agreed to by its owner, so that it can be published. */
async function newRule(
  act: Act,
  { marker = text, memberId }: { marker?: string; memberId: string },
): Promise<string> {
  const name = `Rule ${marker} ${randomUUID()}`
  const made = await act('addHouseRule', { name, approverIds: [memberId], content: content(marker) })
  const id = String(made['id'])
  await act('approveHouseRule', { id, hash: hashOf(made) })
  return id
}

async function publishedRule({ act, company }: { act: Act; company: Company }): Promise<string> {
  const id = await newRule(act, { memberId: company.owner.memberId })
  await act('publishHouseRule', { id })
  return id
}

async function newRoutine(act: Act, marker = text): Promise<string> {
  const name = `Routine ${marker} ${randomUUID()}`
  const made = await act('addRoutine', { name, what: marker, everyValue: 1, minutes: 5, nextOn })
  return String(made['id'])
}

function onRule(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act, company }) => ({
      input: { id: await newRule(act, { memberId: company.owner.memberId }), ...rest() },
    }),
    standing: ({ ids }) => ({ input: { id: ids.houseRule, ...rest() } }),
  }
}

function onRoutine(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newRoutine(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.routine, ...rest() } }),
  }
}
