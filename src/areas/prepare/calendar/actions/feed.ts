import { personMay } from '../../../../base/access.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, linkAction, type Action, type Context } from '../../../../platform/action.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { refuseFlood } from '../../../../platform/visits.ts'
import { getMember, organisationFor, pathInOrganisation } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import type { Due } from '../contract.ts'
import de from '../messages/de.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }
import { calendarFeed } from '../rules/feed.ts'
import { deleteLink, findLinkByHash, replaceLink, tenantOfFeed, type LinkRecord } from '../store.ts'
import { datesFrom, dueOf, type Sources } from './read-calendar.ts'

const gone = 'This link is not valid any more. Ask for a new one.'

export const makeLink = action(contract.makeCalendarLink, async (context, { everything, language }) => {
  const memberId = personOf(context)
  const { isCarer } = await getMember(context, memberId)
  refuseUnless(
    !isCarer,
    'forbidden',
    'An address of the calendar stays open when you have left: people of a provider look in by entering.',
  )
  refuseUnless(
    !everything || context.can('asset.read'),
    'forbidden',
    'Only what is yours can go into your calendar: the registers are not open to your role.',
  )
  const { token, hash } = newLinkToken()
  await replaceLink(context, {
    memberId,
    tokenHash: hash,
    everything,
    language,
    madeAt: context.now,
  })
  context.record({
    stream: 'audit',
    kind: 'calendar.link',
    fields: { member: memberId, everything: everything ? 'yes' : 'no' },
  })
  return { url: `${context.services.config.url}/api/v1/calendar-feeds/${token}` }
})

export const removeLink = action(contract.removeCalendarLink, async (context) => {
  const memberId = personOf(context)
  refuseUnless(await deleteLink(context, memberId), 'conflict', 'You have no address that could be closed.')
  context.record({ stream: 'audit', kind: 'calendar.unlink', fields: { member: memberId } })
  return { removed: true as const }
})

/** Whoever left, or may not read the calendar any more, gets what an unknown address gets. */
export function feedWith(rooms: Sources): Action<typeof contract.readCalendarFeed> {
  return linkAction(
    contract.readCalendarFeed,
    async (door, { token }) => {
      // Calendar programs ask a few times a day; a house behind one address may have many.
      refuseFlood(door, { what: 'calendar', perMinute: 60 })
      const tenantId = await tenantOfFeed(door.house.services.door, hashOfToken(token))
      if (tenantId === undefined) return undefined
      return { kind: 'visitor', tenantId, ref: 'calendar', name: 'A calendar program' }
    },
    async (context, { token }) => {
      const link = await findLinkByHash(context, hashOfToken(token))
      if (link === undefined) refuse('not_found', gone)
      const text = await feedFor(context, link, rooms)
      const bytes = new TextEncoder().encode(text)
      return {
        name: 'muster.ics',
        mediaType: 'text/calendar; charset=utf-8',
        size: bytes.length,
        open: async () => bytes,
      }
    },
  )
}

async function feedFor(context: Context, link: LinkRecord, rooms: Sources): Promise<string> {
  const person = await getMember(context, link.memberId)
  const { status, isCarer } = person
  refuseUnless(status === 'active' && !isCarer && personMay(person, 'calendar.read'), 'not_found', gone)
  const seesAll = link.everything && personMay(person, 'asset.read')
  const items = await dueOf(context, await datesFrom(context, rooms), {
    memberId: seesAll ? undefined : link.memberId,
    withUnowned: personMay(person, 'calendar.manage'),
  })
  const { name } = await organisationFor(context)
  return calendarFeed(items, {
    organisation: name,
    now: context.now,
    home: context.services.config.url + (await pathInOrganisation(context, '')),
    words: (item) => wordsFor(item, link.language === 'de' ? de : en),
  })
}

function wordsFor(item: Due, words: typeof en): { summary: string; details: string } {
  const filled = (sentence: string) =>
    sentence
      .replace('{{title}}', () => item.title)
      .replace('{{count}}', () => String(item.minutes))
      .replace('{{name}}', () => item.owner)
  const details = item.owner === '' ? words.feed.details : words.feed.detailsOf
  return { summary: filled(words.due[item.kind]), details: filled(details) }
}

function personOf({ actor }: Context): string {
  return actor.kind === 'member'
    ? actor.memberId
    : refuse('conflict', 'Only a person has a calendar of their own.')
}
