import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import type { LanguageModel } from '../../../../platform/language-model/ask-model.ts'
import * as contract from '../contract.ts'
import { barrierFor, materialFor, refuseOtherTask, refuseUnseen, type Material } from './material.ts'
import { readAnswer } from '../rules/answer.ts'
import { barrierSentences } from '../rules/barring.ts'
import { consentState } from '../rules/consent.ts'
import * as store from '../store.ts'

/** Of one organisation in one hour: a model costs somebody money or a machine. */
export const mostAnHour = 40
/** Shown beside a field. */
const mostShown = 3
/** Longer than any answer may take, so that no answer comes for one that was given up. */
const graceMillis = 60_000

export const read = action(contract.readSuggestions, async (context, { purpose, of, language }) => {
  const model = await modelOf(context)
  const can = { ask: model.state === 'on', switch: context.can('tenant.manage') }
  if (purpose === undefined || of === undefined)
    return { model, barred: null, question: null, items: [], can }
  refuseOtherTask(context, purpose)
  const { languageModel } = context.services
  const items = await store.listSuggestionRows(context, { of, purpose, limit: mostShown })
  const told = { model, items: items.map((row) => shown(row, context.now)) }
  // While nothing could go, nothing is gathered; whether it may be seen is asked all the same.
  if (languageModel === undefined || model.state !== 'on')
    return { ...told, barred: await barrierFor(context, { purpose, of }), question: null, can }
  const { letters } = languageModel
  const { barred, question, hiding } = await materialFor(context, { purpose, of, language, letters })
  return {
    ...{ ...told, barred },
    question: barred === null ? { ...sentOf(question), hidden: hiding.count() } : null,
    can: { ...can, ask: barred === null },
  }
})

export const turn = action(contract.switchModel, async (context, { isOn, host, name }) => {
  const { languageModel } = context.services
  if (languageModel === undefined)
    return refuse('conflict', 'Whoever runs Muster has not chosen a language model.', { reason: 'no_model' })
  refuseUnless(
    languageModel.host === host && languageModel.name === name,
    'conflict',
    'There is another language model by now. Load the page again and read where your words would go.',
    { reason: 'other_model' },
  )
  await store.putConsent(context, {
    ...{ isOn, host, model: name, changedAt: context.now, changedBy: context.actor.name },
  })
  context.record({ stream: 'audit', kind: 'model.switch', fields: { on: isOn ? 'yes' : 'no', host, name } })
  return modelOf(context)
})

/** Between two transactions, not inside one: a model takes its time. */
export const ask = longAction(contract.askModel, async (work, { purpose, of, language, seen }) => {
  const { languageModel } = work.services
  const begun = await work.step(async (context) => {
    refuseOtherTask(context, purpose)
    // First whether there is such a place for whoever asks: it answers alike with a model and without one.
    await barrierFor(context, { purpose, of })
    const model = await modelOf(context)
    if (languageModel === undefined || model.state !== 'on')
      return refuse('conflict', 'The language model is not switched on here. Ask an owner.', {
        reason: 'model_off',
      })
    const { letters } = languageModel
    const material = await materialFor(context, { purpose, of, language, letters })
    if (material.barred !== null)
      return refuse('conflict', barrierSentences[material.barred], { reason: material.barred })
    refuseUnless(
      material.question.seen === seen,
      'conflict',
      'What would be sent has changed since you read it. Read it again, then send it.',
      { reason: 'not_seen' },
    )
    return { id: await begin(context, languageModel, material, { purpose, of, language }), material }
  })
  if (languageModel === undefined)
    return refuse('unavailable', 'The language model is gone. Try again later.')
  const { id, material } = begun
  const answer = await languageModel.ask(material.question)
  const { lines } = material.question
  const found = 'text' in answer ? readAnswer(answer.text, { lines, show: material.hiding.show }) : answer
  return work.separately('Language model', async (context) =>
    shown(await settle(context, id, found), context.now),
  )
})

export const take = action(contract.takeSuggestion, async (context, { id, sentences }) => {
  const row = await store.lockSuggestion(context, id)
  await refuseUnseen(context, row)
  refuseOtherTask(context, row.purpose)
  refuseUnless(row.state === 'answered', 'conflict', 'There is nothing to take: no answer came.')
  const taken = [...new Set(sentences)].toSorted((a, b) => a - b).map((at) => row.sentences[at]?.text)
  refuseUnless(
    taken.every((text) => text !== undefined),
    'invalid',
    'Choose among the sentences that were proposed.',
    { faults: [{ path: 'sentences', message: 'names a sentence that there is not' }] },
  )
  const changed = await store.updateSuggestion(context, id, {
    ...{ takenAt: context.now, takenBy: context.actor.name },
  })
  context.record({
    stream: row.incidentId ?? 'intake',
    kind: 'suggestion.take',
    fields: {
      ...{ suggestion: id, purpose: row.purpose, model: row.model, host: row.host },
      ...{ taken: taken.length, proposed: row.sentences.length, text: taken.join('\n') },
    },
  })
  return shown(changed, context.now)
})

/** @throws Refusal `too_many` while another one is on its way, or when the hour is full */
async function begin(
  context: Context,
  { host, name, seconds }: LanguageModel,
  { question, incidentId, signalId }: Material,
  wish: Pick<store.SuggestionRow, 'purpose' | 'language'> & { readonly of: string },
): Promise<string> {
  for (const lost of await store.endLost(context, context.now)) noteEnd(context, lost)
  const asked = await store.countAskedSince(context, new Date(context.now.getTime() - 3_600_000))
  refuseUnless(
    asked < mostAnHour,
    'too_many',
    `The language model was asked ${mostAnHour} times in the last hour. Try again later.`,
    { retryAfterSeconds: 600 },
  )
  const id = context.newId()
  const isFree = await store.insertSuggestion(context, {
    ...{ id, purpose: wish.purpose, subjectId: wish.of, incidentId, signalId, language: wish.language },
    ...{ state: 'sending', host, model: name, askedAt: context.now, askedBy: context.actor.name },
    ...{ sentSha256: Buffer.from(question.seen, 'hex'), sentLetters: question.letters },
    lostAt: new Date(context.now.getTime() + 2 * seconds * 1000 + graceMillis),
  })
  refuseUnless(
    isFree,
    'too_many',
    'The language model is working on something for a colleague of yours. Wait until it has answered.',
    { retryAfterSeconds: 15, reason: 'under_way' },
  )
  context.record({
    stream: incidentId ?? 'intake',
    kind: 'suggestion.ask',
    fields: {
      ...{ suggestion: id, purpose: wish.purpose, model: name, host },
      ...{ letters: question.letters, sha256: question.seen, lines: question.lines.length },
    },
  })
  return id
}

type Found = ReturnType<typeof readAnswer> | { readonly trouble: contract.Trouble }

/** As it came; where the case was closed to others or marked meanwhile, nothing of the answer is kept. */
async function settle(context: Context, id: string, found: Found): Promise<store.SuggestionRow> {
  const before = await store.lockSuggestion(context, id)
  // Another one found it lost, and said so already.
  if (before.state !== 'sending') return before
  const isBarred = await isBarredNow(context, before)
  const row = await store.updateSuggestion(context, id, {
    ...endOf(isBarred ? { trouble: 'barred' } : found),
    endedAt: context.now,
  })
  noteEnd(context, row)
  return row
}

function endOf(found: Found): Partial<store.SuggestionRow> {
  return 'trouble' in found
    ? { state: 'failed', trouble: found.trouble }
    : { state: 'answered', sentences: [...found.sentences] }
}

async function isBarredNow(context: Context, row: store.SuggestionRow): Promise<boolean> {
  return (await barrierFor(context, { purpose: row.purpose, of: row.subjectId })) !== null
}

function noteEnd(context: Context, row: store.SuggestionRow): void {
  context.record({
    stream: row.incidentId ?? 'intake',
    kind: 'suggestion.end',
    fields: {
      ...{ suggestion: row.id, purpose: row.purpose, model: row.model, host: row.host },
      ...{ state: row.state, trouble: row.trouble ?? '', sentences: row.sentences.length },
    },
  })
}

async function modelOf(context: Context): Promise<contract.Model> {
  const { languageModel } = context.services
  const consent = await store.findConsent(context)
  return {
    state: consentState(languageModel, consent),
    host: languageModel?.host ?? '',
    name: languageModel?.name ?? '',
    isHere: languageModel?.isHere ?? false,
    seconds: languageModel?.seconds ?? 0,
    changedAt: consent?.changedAt.toISOString() ?? null,
    changedBy: consent?.changedBy ?? null,
  }
}

function sentOf({ system, user, seen, letters, isCut }: Material['question']) {
  return { system, user, seen, letters, isCut }
}

function shown(row: store.SuggestionRow, now: Date): z.input<typeof contract.Suggestion> {
  const { id, purpose, language, host, model, sentences, askedBy, takenBy } = row
  const isLost = row.state === 'sending' && row.lostAt < now
  return {
    ...{ id, purpose, language, host, model, sentences, askedBy, takenBy },
    ...(isLost ? { state: 'failed', trouble: 'lost' } : { state: row.state, trouble: row.trouble }),
    askedAt: row.askedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    takenAt: row.takenAt?.toISOString() ?? null,
  }
}
