import { dayAfter, dayIn } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import { mails } from '../content/en.ts'
import { mails as german } from '../content/de.ts'
import { shelfFacts, type ShelfMail } from '../content/template.ts'
import type { Result } from '../contract/words.ts'
import { insertRehearsal, insertResults } from '../store/rehearsals.ts'
import { findDomain, insertDomain } from '../store/setup.ts'

export interface PastRehearsal {
  readonly name: string
  readonly mail: ShelfMail['key']
  readonly domain: string
  readonly plannedById: string
  readonly plannedBy: string
  readonly decidedBy: string
  /** Everybody first, as '', then groups; none of fewer than eight. */
  readonly results: readonly Result[]
}

/** A rehearsal that ended today, from a domain that was proved: for the story of the demo company. */
export async function keepPastRehearsal(context: Context, wanted: PastRehearsal): Promise<void> {
  const { domain, mail: key, name, results, plannedBy, plannedById, decidedBy } = wanted
  const { now } = context
  const asked = { askedAt: now, askedBy: plannedBy, verifiedAt: now, checkedAt: now }
  await insertDomain(context, { id: context.newId(), domain, code: 'shown-in-the-demo', ...asked })
  const mail = mails.find((one) => one.key === key)
  if (mail === undefined) throw new Error(`there is no mail ${key}`)
  const { difficulty, page, sender } = shelfFacts[key]
  const { subject, body, linkWords, senderName, signs } = mail
  const today = dayIn(now, 'UTC')
  const id = context.newId()
  await insertRehearsal(context, {
    ...{ id, name, difficulty, senderName, plannedBy, plannedById, decidedBy, state: 'ended' },
    template: {
      ...{ name: mail.name, language: 'en', subject, body, linkWords, page },
      signs: { en: signs, de: german.find((one) => one.key === key)?.signs ?? [] },
    },
    domainId: (await findDomain(context, domain))?.id ?? null,
    senderAddress: `${sender}@${domain}`,
    ...{ groupIds: null, groupNames: '', council: 'none', mark: id.slice(0, 13) },
    startsOn: dayAfter(today, -12),
    endsOn: dayAfter(today, -8),
    closesOn: dayAfter(today, -1),
    ...{
      plannedAt: now,
      decidedAt: now,
      pausedWhy: null,
      trouble: null,
      pausedAt: null,
      endedAt: now,
      endedBy: 'Muster',
    },
    recipients: results[0]?.people ?? 0,
  })
  await insertResults(context, id, results)
  const fields = { rehearsal: id, name, sent: results[0]?.people ?? 0 }
  context.record({ stream: 'audit', kind: 'phishing.end', fields })
}
