import { refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import { footholdLists } from '../content/footholds.ts'
import * as contract from '../contract/watching.ts'
import { recheckAt } from '../rules/watches.ts'
import { addRows, changeRow, getRow } from '../store/registers.ts'
import { footholdOf } from './shapes.ts'

export const start = action(contract.startFootholds, async (context, { id: incidentId, platform }) => {
  await openIncidentFor(context, incidentId)
  const items = footholdLists[platform]
  const rows = items.map(({ item }) => ({ id: context.newId(), incidentId, platform, item }))
  const added = await addRows(context, 'foothold', rows)
  refuseUnless(added.length > 0, 'conflict', 'This list was begun already.')
  context.record({
    stream: incidentId,
    kind: 'foothold.list',
    fields: { platform, items: items.map(({ item, technique }) => `${item} (${technique})`).join('\n') },
  })
  return { items: added.map(footholdOf), next: null }
})

/** An unknown one comes due after closing, too, so answers and removals are taken then as well. */
export const answer = action(
  contract.answerFoothold,
  async (context, { id: incidentId, foothold: footholdId, answer: given, note }) => {
    await incidentFor(context, incidentId)
    const { platform, item } = await getRow(context, 'foothold', incidentId, footholdId)
    const again = given === 'unknown' ? recheckAt(context.now) : null
    context.record({
      stream: incidentId,
      kind: 'foothold.answer',
      fields: {
        foothold: footholdId,
        platform,
        item,
        answer: given,
        note,
        ...(again === null ? {} : { recheckAt: again.toISOString() }),
      },
    })
    return footholdOf(
      await changeRow(context, 'foothold', footholdId, {
        answer: given,
        note,
        answeredAt: context.now,
        answeredBy: context.actor.name,
        recheckAt: again,
        removedAt: null,
        removedBy: null,
        announcedAt: null,
      }),
    )
  },
)

export const remove = action(
  contract.removeFoothold,
  async (context, { id: incidentId, foothold: footholdId, note }) => {
    await incidentFor(context, incidentId)
    const row = await getRow(context, 'foothold', incidentId, footholdId)
    refuseUnless(row.answer === 'yes', 'conflict', 'Only what was found can be removed. Answer yes first.')
    refuseUnless(row.removedAt === null, 'conflict', 'This foothold was removed already.')
    const { platform, item } = row
    context.record({
      stream: incidentId,
      kind: 'foothold.remove',
      fields: { foothold: footholdId, platform, item, note },
    })
    const removed = { removedAt: context.now, removedBy: context.actor.name, note }
    return footholdOf(await changeRow(context, 'foothold', footholdId, removed))
  },
)
