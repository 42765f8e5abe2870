import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { profileFor, sayProfile } from '../../playbooks/public.ts'
import { Profile } from '../../playbooks/contract/profile.ts'
import * as contract from '../contract/answers.ts'
import { annexOf } from '../rules/annex.ts'
import { answerFaults } from '../rules/answers.ts'
import { questionIds, questionOf } from '../rules/words/questions.ts'
import { dropAnswer, keepAnswer } from '../store/material.ts'
import { contactsOf, gatherAnswers } from './gather.ts'

type Given = readonly { readonly question: string; readonly value: contract.AnswerValue | null }[]

export const readInterview = action(contract.readInterview, async (context) => interviewOf(context))

/** The plan follows in the same transaction: playbooks, clocks and contacts are read from these answers alone. */
export const answerInterview = action(contract.answerInterview, async (context, { answers }) => {
  const faults = answerFaults(answers)
  if (faults.length > 0) refuse('invalid', 'Some answers need another look.', { faults })
  const forProfile = answers.filter(({ question }) => homeOf(question) === 'profile')
  if (forProfile.length > 0) await answerProfile(context, forProfile)
  const own = answers.filter(({ question }) => homeOf(question) === undefined)
  for (const { question, value } of own) {
    if (value === null) await dropAnswer(context, question)
    else
      await keepAnswer(context, {
        question,
        value: { said: value },
        answeredAt: context.now,
        answeredBy: context.actor.name,
      })
  }
  if (own.length > 0)
    context.record({
      stream: 'audit',
      kind: 'answer.change',
      fields: leafFields(Object.fromEntries(own.map(({ question, value }) => [question, value]))),
    })
  return interviewOf(context)
})

function homeOf(question: string): 'organisation' | 'profile' | undefined {
  const id = questionIds.find((known) => known === question)
  return id === undefined ? undefined : questionOf(id).home
}

/** Answers that belong to the profile of the playbooks go there, so that nothing is kept twice. */
async function answerProfile(context: Context, answers: Given): Promise<void> {
  const before = (await profileFor(context)) ?? { platforms: [], traits: {} }
  let platforms: readonly string[] = before.platforms
  const traits: Record<string, unknown> = { ...before.traits }
  for (const { question, value } of answers) {
    if (question === 'platforms')
      platforms = Array.isArray(value) ? value.filter((one) => one !== 'none') : []
    else if (value === null) delete traits[question]
    else traits[question] = value
  }
  await sayProfile(context, Profile.parse({ platforms, traits }))
}

async function interviewOf(context: Context): Promise<contract.Interview> {
  const { given, answers, ranking, duties } = await gatherAnswers(context)
  const contacts = await contactsOf(context, answers)
  return {
    items: [...given],
    ranking: [...ranking],
    brings: {
      kinds: ranking.filter(({ isPicked }) => isPicked).map(({ kind }) => kind),
      contacts: contacts.filter(({ isNeeded }) => isNeeded).map(({ slot }) => slot),
      clocks: annexOf(duties, 'en')
        .filter(({ isSure }) => isSure)
        .map(({ key, recipient, clock }) => ({ key, recipient, clock })),
    },
  }
}
