import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import { refuseUnfitFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/charging.ts'
import { titleOf } from '../rules/standing.ts'
import * as store from '../store/charges.ts'
import { changeCase } from '../store/cases.ts'
import { openCase, refuseFaults } from './change-facts.ts'
import { dutiesOf, judgeCase } from './judge-case.ts'
import { boardOf } from './read-duties.ts'

export const charge = action(contract.chargeDuty, async (context, { id, duty: key, ownerId }) => {
  const { duty, incident } = await dutyOf(context, id, key)
  const title = titleOf(duty)
  if (ownerId === null) await store.removeOwner(context, { incidentId: id, dutyKey: key })
  else {
    await refuseUnfitFor(context, id, ownerId, 'incident.read')
    await store.saveOwner(context, {
      ...{ incidentId: id, dutyKey: key, ownerId },
      ...{ since: context.now, by: context.actor.name },
    })
    await context.announce({
      ...{ kind: 'task.assigned', incidentId: id, number: incident.number, taskId: key },
      ...{ title, ownerId },
    })
  }
  context.record({ stream: id, kind: 'duty.charge', fields: { duty: key, title, owner: ownerId ?? '' } })
  return boardOf(context, id)
})

export const delay = action(contract.recordDelay, async (context, { id, duty: key, ...wish }) => {
  const { duty } = await dutyOf(context, id, key)
  const until = new Date(wish.until)
  const end = duty.extendedDueAt ?? duty.dueAt
  if (end !== null && until.getTime() <= Date.parse(end))
    refuseFaults([{ path: 'until', message: 'is no later than the law allows anyway: nothing to record' }])
  if (wish.kind === 'police' && duty.stage !== 'individual_notice' && !isNoticeToPeople(duty.recipient.kind))
    refuseFaults([
      {
        path: 'kind',
        message:
          'the police can ask to hold back a notice to people, not one to an authority: choose extension',
      },
    ])
  if (wish.evidenceId !== undefined) await refuseUnknownEvidence(context, id, [wish.evidenceId])
  const row = { ...wish, id: context.newId(), incidentId: id, dutyKey: key, until }
  await store.addDelay(context, { ...row, recordedAt: context.now, recordedBy: context.actor.name })
  const { kind, grantedBy, reference, reason } = wish
  context.record({
    stream: id,
    kind: 'duty.delay',
    fields: { duty: key, title: titleOf(duty), what: kind, until: wish.until, grantedBy, reference, reason },
  })
  return settled(context, id)
})

function isNoticeToPeople(kind: string): boolean {
  return ['individuals', 'customers', 'media', 'public', 'service_recipients'].includes(kind)
}

export const resume = action(contract.endDelay, async (context, { id, delay: delayId, reason }) => {
  await openCase(context, id)
  const change = { endedAt: context.now, endedBy: context.actor.name, endedReason: reason }
  const { dutyKey } = await store.endDelay(context, { incidentId: id, id: delayId }, change)
  context.record({ stream: id, kind: 'duty.resume', fields: { delay: delayId, duty: dutyKey, reason } })
  return settled(context, id)
})

async function dutyOf(context: Context, id: string, key: string) {
  const found = await judgeCase(context, id, await openCase(context, id))
  const duty =
    dutiesOf(found).find((one) => one.key === key) ??
    refuse('not_found', 'This case has no such duty by its facts. Look at the list again.')
  return { duty, incident: found.incident }
}

/** Whoever reminds looks anew at what this moved. */
async function settled(context: Context, incidentId: string) {
  await changeCase(context, incidentId, { lookAt: context.now })
  return boardOf(context, incidentId)
}
