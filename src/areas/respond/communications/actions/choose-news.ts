import { action, type Context } from '../../../../platform/action.ts'
import { reachablePeople } from '../../../register/contacts/public.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/choices.ts'
import { digestKinds, nextDigestAt, proposedChoices, wantsDigest } from '../rules/choices.ts'
import { sentenceOf } from '../rules/delivery.ts'
import { findChoice, lastDigestOf, leaveDigest, saveChoice } from '../store/choices.ts'
import { listDevicesOf } from '../store/devices.ts'
import { isMailOn } from '../store/mail-settings.ts'
import { ownMember } from './inbox.ts'

export const readMyNews = action(contract.readMyNews, async (context) =>
  newsOf(context, ownMember(context.actor)),
)

export const chooseMyNews = action(contract.chooseMyNews, async (context, { choices, digest }) => {
  const memberId = ownMember(context.actor)
  const nextAt = wantsDigest(choices) ? nextDigestAt(digest, context.now) : null
  await saveChoice(context, { memberId, choices, ...digest, nextAt, changedAt: context.now })
  await leaveDigest(context, memberId, digestKinds(choices))
  const ways = contract.newsGroups.map((group) => {
    const { push, mail } = choices[group]
    return [group, `${push ? 'push' : 'no push'}, mail ${mail}`]
  })
  const { every, weekday, hour, zone } = digest
  context.record({
    stream: 'audit',
    kind: 'news.choose',
    fields: { ...Object.fromEntries(ways), every, weekday, hour, zone },
  })
  return newsOf(context, memberId)
})

async function newsOf(context: Context, memberId: string): Promise<contract.MyNews> {
  const row = await findChoice(context, memberId)
  const last = await lastDigestOf(context, memberId)
  return {
    choices: row?.choices ?? proposedChoices,
    digest: row === undefined ? await proposedTime(context, memberId) : timeOf(row),
    isChosen: row !== undefined,
    nextDigestAt: row?.nextAt?.toISOString() ?? null,
    lastDigest:
      last === undefined
        ? null
        : {
            at: (last.settledAt ?? last.createdAt).toISOString(),
            state: last.state,
            why: sentenceOf(last.why),
          },
    mailOn: await isMailOn(context),
    devices: (await listDevicesOf(context, [memberId])).length,
  }
}

function timeOf({ every, weekday, hour, zone, language }: contract.DigestTime): contract.DigestTime {
  return { every, weekday, hour, zone, language }
}

/** Each morning at seven on the person's own clock, where the contacts say which that is. */
async function proposedTime(context: Context, memberId: string): Promise<contract.DigestTime> {
  const own = (await reachablePeople(context, [memberId])).get(memberId)?.timeZone
  const zone = own ?? (await organisationFor(context)).timeZone
  return { every: 'day', weekday: 1, hour: 7, zone, language: 'en' }
}
