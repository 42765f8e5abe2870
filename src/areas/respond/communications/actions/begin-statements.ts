import type { Context } from '../../../../platform/action.ts'
import { templates } from '../content/statement-template.ts'
import type { StatementAudience, StatementLanguage, StatementStage } from '../contract/statement-words.ts'
import { messageIdOf } from '../rules/delivery.ts'
import { draftOf, type StatementBody } from '../rules/drafting.ts'
import {
  addRecipients,
  listRecipients,
  type NewRecipient,
  type RecipientRecord,
} from '../store/recipients.ts'
import * as store from '../store/statements.ts'
import type { StatementCase } from './statement-case.ts'

interface Beginning {
  readonly incidentId: string
  readonly audience: StatementAudience
  readonly stage: StatementStage
  readonly language: StatementLanguage
  readonly role: string
  /** Who signs it. */
  readonly by: string
  /** The statement that went out wrong. */
  readonly corrects?: store.StatementRecord | undefined
}

/** A draft from its template and the confirmed facts, on the record. The incident has to be locked. */
export async function beginStatement(
  context: Context,
  found: StatementCase,
  { incidentId, audience, stage, language, role, by, corrects }: Beginning,
): Promise<store.StatementRecord> {
  const [id, number] = [context.newId(), (await store.lastNumber(context, incidentId)) + 1]
  const { now, actor } = context
  const record = await store.addStatement(context, {
    ...{ id, incidentId, number, audience, stage, language, role, state: 'draft', revision: 1, ticks: [] },
    body: freshBody(context, found, { audience, stage, language, by }),
    situationVersion: found.facts.version,
    partyIds: corrects?.partyIds ?? [],
    corrects: corrects?.id ?? null,
    ...{ madeAt: now, madeBy: actor.name, changedAt: now, changedBy: actor.name },
  })
  const fields = { statement: id, number, audience, language, corrects: corrects?.number ?? '' }
  context.record({ stream: incidentId, kind: 'statement.add', fields })
  return record
}

/** The words of a draft by what is known now. */
export function freshBody(
  { now }: Pick<Context, 'now'>,
  { incident, organisation, facts, rules }: StatementCase,
  { audience, stage, language, by }: Pick<Beginning, 'audience' | 'stage' | 'language' | 'by'>,
): StatementBody {
  return draftOf(templates[language], {
    ...{ audience, stage, kind: incident.kind, facts },
    values: {
      organisation: organisation.name,
      incident: `INC-${incident.number}`,
      day: dayWords(now, organisation.timeZone, language),
      contact: rules.contact || organisation.name,
      by,
    },
  })
}

function dayWords(now: Date, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    dateStyle: 'long',
  }).format(now)
}

/**
 * Copies the list of one statement to another. Chat rooms are chosen anew, and who follows the public page comes on
 * its list as it goes out.
 * @param who some of them; everyone where it is left out
 */
export async function toTheSamePeople(
  context: Context,
  { from, to, who = () => true }: { from: string; to: string; who?: (row: RecipientRecord) => boolean },
): Promise<void> {
  for (let after: number | undefined, isMore = true; isMore;) {
    const rows = await listRecipients(context, { statementId: from, after, limit: 1000 })
    const some = rows.slice(0, 1000)
    after = some.at(-1)?.place
    isMore = rows.length > 1000
    const copies = some
      .filter((row) => row.chatId === null && row.subscriberId === null && who(row))
      .map(({ place, name, email, phone, post, memberId, channel }): NewRecipient => {
        const id = context.newId()
        return {
          ...{ id, statementId: to, place, name, email, phone, post, memberId, channel },
          ...{ state: 'listed', why: 'listed', messageId: messageIdOf(id, context.services.signer.install) },
        }
      })
    await addRecipients(context, copies)
  }
}
