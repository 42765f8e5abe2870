import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { lockedIncidentFor } from '../../incidents/public/incidents.ts'
import { templates } from '../content/statement-template.ts'
import { statementLanguages } from '../contract/statement-words.ts'
import * as contract from '../contract/statements.ts'
import { fill } from '../rules/drafting.ts'
import { listChats } from '../store/statement-rules.ts'
import { isGatewayOn } from '../rules/telephone/phoning.ts'
import { listGateways } from '../store/telephone/gateway.ts'
import { findPhoneDistrust } from '../store/telephone/links.ts'
import * as store from '../store/statements.ts'
import { isMailOn } from '../store/mail-settings.ts'
import { endTurn } from './end-turns.ts'
import { beginStatement, toTheSamePeople } from './begin-statements.ts'
import { rhythmsOf } from './keep-rhythms.ts'
import { caseFor, faultsOf, statementOf, type StatementCase } from './statement-case.ts'

export const read = action(contract.readStatements, async (context, { id }) => {
  const found = await caseFor(context, id)
  const { incident, facts } = found
  const all = await store.listStatements(context, id)
  return {
    incidentId: id,
    number: incident.number,
    title: incident.title,
    status: incident.status,
    mode: incident.mode,
    tlp: incident.tlp,
    facts,
    statements: all.map((record) => statementOf(record, found, all)),
    mail: await trustOf(context, id, 'mail'),
    telephone: await trustOf(context, id, 'telephone'),
    channels: (await listChats(context)).map(({ id: chat, name, kind }) => ({ id: chat, name, kind })),
    rhythms: await rhythmsOf(context, id),
    teamByItself: found.rules.teamByItself,
    sheet: statementLanguages.map((language) => sheetOf(found, language)),
    can: {
      draft: context.can('statement.draft'),
      tick: context.can('statement.tick'),
      send: context.can('statement.send'),
    },
  }
})

/** Whether this way may be used in this case, and who said so. */
export async function trustOf(
  context: Context,
  incidentId: string,
  way: 'mail' | 'telephone',
): Promise<z.input<typeof contract.StatementBoard>['mail']> {
  const found =
    way === 'mail'
      ? await store.findDistrust(context, incidentId)
      : await findPhoneDistrust(context, incidentId)
  const isHostile = found !== undefined && found.endedAt === null
  return {
    isOn: way === 'mail' ? await isMailOn(context) : (await listGateways(context)).some(isGatewayOn),
    isHostile,
    since: isHostile ? found.since.toISOString() : null,
    by: isHostile ? found.by : '',
    reason: isHostile ? found.reason : '',
  }
}

/** What to say on the telephone: fixed words, and of what happened what is confirmed and no more. */
export function sheetOf(
  { incident, facts, rules }: Pick<StatementCase, 'incident' | 'facts' | 'rules'>,
  language: (typeof statementLanguages)[number],
): z.input<typeof contract.StatementBoard>['sheet'][number] {
  const words = templates[language]
  const told = facts.confirmed.filter((fact) => !fact.startsWith('Decided: '))
  const kind = words.kinds[told.length === 0 ? 'something-odd' : incident.kind]
  return {
    language,
    holding: [...words.holding],
    notSay: [...words.notSay],
    questions: words.questions.map(({ asked, answer }) => ({
      asked,
      answer:
        answer === ''
          ? [kind.what, ...told].join(' ')
          : fill(answer, { ask: kind.ask, contact: rules.contact || words.holding[2] || '' }),
    })),
  }
}

export const add = action(contract.addStatement, async (context, wish) => {
  const { id: incidentId, language, corrects } = wish
  await lockedIncidentFor(context, incidentId)
  const found = await caseFor(context, incidentId)
  const wrong = corrects === undefined ? undefined : await store.getStatement(context, incidentId, corrects)
  refuseUnless(
    wrong === undefined || wrong.state === 'released',
    'conflict',
    'This draft has not gone out: change it instead of correcting it.',
  )
  const audience = wrong?.audience ?? wish.audience
  const record = await beginStatement(context, found, {
    ...{ incidentId, audience, stage: wrong === undefined ? wish.stage : 'correction' },
    ...{ language: wrong?.language ?? language, role: wrong?.role ?? wish.role, by: context.actor.name },
    ...{ corrects: wrong },
  })
  if (wrong !== undefined) await toTheSamePeople(context, { from: wrong.id, to: record.id })
  return shownAgain(context, record)
})

export const change = action(contract.changeStatement, async (context, wish) => {
  const { id: incidentId, statement, revision, body, partyIds } = wish
  const found = await caseFor(context, incidentId)
  const before = await store.getStatementToChange(context, incidentId, statement)
  refuseUnlessDraft(before, revision)
  const faults = faultsOf({ audience: before.audience, body }, found, [before.madeBy, context.actor.name])
  if (faults.length > 0)
    refuse(
      'invalid',
      `This is not kept: ${faults[0]?.message ?? ''}. Put it under what is checked or unknown, or confirm it first.`,
      { reason: 'unconfirmed', faults: faults.slice(0, 20) },
    )
  const known = new Set(found.parties.map(({ id }) => id))
  refuseUnless(
    partyIds.every((party) => known.has(party)),
    'not_found',
    'There is no such affected party in this incident.',
  )
  const record = await store.changeStatement(context, statement, {
    body,
    partyIds,
    ticks: [],
    revision: before.revision + 1,
    situationVersion: found.facts.version,
    changedAt: context.now,
    changedBy: context.actor.name,
  })
  const fields = { statement, number: before.number, revision: record.revision, facts: found.facts.version }
  context.record({ stream: incidentId, kind: 'statement.change', fields })
  return shownAgain(context, record)
})

export const withdraw = action(
  contract.withdrawStatement,
  async (context, { id: incidentId, statement, reason }) => {
    await lockedIncidentFor(context, incidentId)
    const before = await store.getStatementToChange(context, incidentId, statement)
    refuseUnless(
      before.state === 'draft',
      'conflict',
      'It went out already. Write a correction: it goes to the same people.',
    )
    const record = await store.changeStatement(context, statement, {
      state: 'withdrawn',
      withdrawnReason: reason,
    })
    const fields = { statement, number: before.number, reason }
    context.record({ stream: incidentId, kind: 'statement.withdraw', fields })
    await endTurn(context, record)
    return shownAgain(context, record)
  },
)

/** Words that went out stay; of two people who change a draft at once, the second looks first. */
export function refuseUnlessDraft(record: store.StatementRecord, revision: number): void {
  refuseUnless(
    record.state === 'draft',
    'conflict',
    'This statement is not a draft any more. Write a correction instead.',
  )
  if (record.revision !== revision)
    refuse(
      'conflict',
      `${record.changedBy} changed this statement meanwhile. Look at it, then do it again.`,
      {
        reason: 'stale',
      },
    )
}

/** The statement with what is known after the change. */
export async function shownAgain(context: Context, record: store.StatementRecord) {
  const found = await caseFor(context, record.incidentId)
  return statementOf(record, found, await store.listStatements(context, record.incidentId))
}
