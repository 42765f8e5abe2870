import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { isMailHostile, mailServerFor, sentenceOf, type Why } from '../../communications/public.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract.ts'
import { mostLetters } from '../rules.ts'
import { copiesOf, type CopyRow } from '../store/copies.ts'
import { signingKey } from '../store/keys.ts'
import { listLetters, listThreads, type ReadLetter, type ThreadRow } from '../store/threads.ts'

export const read = action(contract.readCaseMail, async (context, { id, limit, cursor }) => {
  const { number, title } = await incidentFor(context, id)
  const rows = await listThreads(context, { incidentId: id, after: placeOf(cursor), limit })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const threads = []
  for (const row of shown) threads.push(await threadOf(context, row))
  const { from = '' } = (await mailServerFor(context)) ?? {}
  return {
    ...{ number, title, items: threads, from },
    next: last === undefined ? null : encodeCursor([last.lastAt.toISOString(), last.id]),
    obstacle: await obstacleTo(context, id),
    mayWrite: context.can('statement.send'),
    signs: (await signingKey(context, from)) !== undefined,
  }
})

/** Why no mail leaves this case; empty where it may. */
export async function obstacleTo(context: Context, id: string): Promise<contract.CaseMail['obstacle']> {
  const { status, mode } = await incidentFor(context, id)
  if (status === 'closed') return 'closed'
  if (mode === 'exercise') return 'exercise'
  if (await isMailHostile(context, id)) return 'hostile'
  return (await mailServerFor(context)) === undefined ? 'off' : ''
}

async function threadOf(
  context: Context,
  { id, subject, audience, lastAt }: ThreadRow,
): Promise<z.input<typeof contract.CaseMail>['items'][number]> {
  const letters = (await listLetters(context, id, mostLetters)).toReversed()
  const copies = await copiesOf(
    context,
    letters.map((one) => one.id),
  )
  return {
    ...{ id, subject, audience, lastAt: lastAt.toISOString(), people: peopleOf(letters) },
    letters: letters.map((one) =>
      letterOf(
        one,
        copies.filter(({ letterId }) => letterId === one.id),
      ),
    ),
  }
}

/** Those to whom we wrote last; of a thread in which only others wrote, they. */
export function peopleOf(letters: readonly Pick<ReadLetter, 'way' | 'emails'>[]): string[] {
  return letters.findLast(({ way }) => way === 'out')?.emails ?? letters.at(-1)?.emails ?? []
}

function letterOf(
  row: ReadLetter,
  copies: readonly CopyRow[],
): z.input<typeof contract.CaseMail>['items'][number]['letters'][number] {
  const { id, way, by, emails, subject, body, isEncrypted, signature, trouble, files, originalId, sha256 } =
    row
  return {
    ...{ id, way, by, emails, subject, text: body, isEncrypted, signature, trouble, files },
    at: row.at.toISOString(),
    signer:
      row.signerFingerprint === ''
        ? null
        : {
            ...{ name: row.signer, email: row.signerEmail, fingerprint: row.signerFingerprint },
            ...{ certificate: row.signerCertificate, knownSince: row.knownSince?.toISOString() ?? null },
          },
    original: originalId === null ? null : { id: originalId, sha256 },
    copies: copies.map(({ email, state, why }) => ({ email, state, why: whyOf(why) })),
  }
}

function whyOf(why: string): string {
  // What the outbox says of it is meant for people of the house.
  if (why === 'mail.recipient') return 'The mail server does not know this address. Ask for the right one.'
  return sentenceOf(why as Why) // this room writes no other
}

function placeOf(cursor: string | undefined): { lastAt: Date; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const lastAt = new Date(String(at))
  const isOurs = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && !Number.isNaN(lastAt.getTime())
  refuseUnless(isOurs, 'invalid', 'This place in the list is not one of ours. Begin at its start.', {
    status: 400,
  })
  return { lastAt, id }
}
