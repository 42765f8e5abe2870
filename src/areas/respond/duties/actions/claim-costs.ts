import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { csvLine } from '../../../../base/csv-line.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { coverInForce } from '../../../register/insurance/public.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor, lockedIncidentFor } from '../../incidents/public/incidents.ts'
import { addCostTo, costsFor } from '../../incidents/public/people-and-costs.ts'
import * as contract from '../contract/claims.ts'
import { claimDocument } from '../documents/duty-papers.ts'
import { whyAskFirst } from '../rules/spending.ts'
import { listClaimCosts, saveClaimCost } from '../store/parts.ts'

export const read = action(contract.readClaim, async (context, { id }) => claimOf(context, id))

export const spend = action(contract.spendMoney, async (context, { id, ...wish }) => {
  const { firm, text, kind, amount, currency, invoice, consentId, unaskedReason } = wish
  await lockedIncidentFor(context, id)
  if (wish.costId !== undefined) await refuseUnlessStands(context, id, { ...wish, costId: wish.costId })
  const cover = await coverInForce(context)
  const why = whyAskFirst(cover, { firm, amount, currency })
  const consent = cover.flatMap(({ consents }) => consents).find((one) => one.id === consentId)
  refuseUnless(
    consentId === undefined || consent !== undefined,
    'not_found',
    'There is no such consent with a policy that is in force.',
  )
  if (why !== undefined && consent === undefined && unaskedReason === '')
    refuse('conflict', `${why} Record the consent, or write why nobody could be asked.`, {
      reason: 'consent_needed',
    })
  const costId = wish.costId ?? (await addCostTo(context, id, { text, kind, amount, currency, invoice })).id
  const hadToAsk = why !== undefined
  await saveClaimCost(context, {
    ...{ incidentId: id, costId, firm, hadToAsk, unaskedReason },
    consentId: consent?.id ?? null,
  })
  context.record({
    stream: id,
    kind: 'claim.cost',
    fields: {
      ...{ cost: costId, firm, asked: hadToAsk ? 'had to ask' : 'no need to ask' },
      consent: consent === undefined ? '' : `${consent.what}; ${consent.givenBy}`,
      reason: unaskedReason,
    },
  })
  return claimOf(context, id)
})

/** Two people may look at one cost: what is judged must be what stands. */
async function refuseUnlessStands(
  context: Context,
  incidentId: string,
  { costId, amount, currency }: { costId: string; amount: string; currency: string },
): Promise<void> {
  const { lines } = await costsFor(context, incidentId)
  const line = lines.find(({ id }) => id === costId)
  if (line === undefined) return refuse('not_found', 'There is no such cost in this incident.')
  refuseUnless(line.struckAt === null, 'conflict', 'This cost is struck out: nothing is asked for it.')
  refuseUnless(
    Number(line.amount) === Number(amount) && line.currency === currency,
    'conflict',
    'This cost reads otherwise. Look at it, then do it again.',
    { reason: 'stale' },
  )
}

async function claimOf(context: Context, id: string): Promise<z.input<typeof contract.Claim>> {
  await incidentFor(context, id)
  const cover = await coverInForce(context)
  const consents = new Map(cover.flatMap((one) => one.consents).map((one) => [one.id, one]))
  const judged = new Map((await listClaimCosts(context, id)).map((row) => [row.costId, row]))
  const { lines, totals } = await costsFor(context, id)
  return {
    policies: cover.map(({ consents: given, panel, consentWords: _words, ...policy }) => ({
      ...policy,
      panel: [...panel],
      consents: given.map(({ id: consent, what, givenBy, givenAt }) => ({
        ...{ id: consent, what, givenBy, givenAt: givenAt.toISOString() },
      })),
    })),
    lines: lines.map(
      ({ id: cost, text, kind, amount, currency, invoice, recordedAt, recordedBy, struckAt }) => {
        const row = judged.get(cost)
        const given = consents.get(row?.consentId ?? '')
        return {
          ...{ id: cost, text, kind, amount, currency, invoice, recordedBy, isStruck: struckAt !== null },
          recordedAt: recordedAt.toISOString(),
          firm: row?.firm ?? '',
          consent:
            row === undefined
              ? 'not_judged'
              : row.consentId !== null
                ? 'given'
                : row.hadToAsk
                  ? 'not_asked'
                  : 'not_needed',
          consentWords:
            given === undefined
              ? (row?.unaskedReason ?? '')
              : `${given.what}; ${given.givenBy} ${given.reference}`.trim(),
        }
      },
    ),
    totals,
    can: { spend: context.can('insurance.consent'), export: context.can('duty.export') },
  }
}

const heading = [
  'date',
  'firm',
  'what',
  'kind',
  'amount',
  'currency',
  'invoice',
  'consent',
  'consent words',
  'struck',
  'recorded by',
]

export const exportFile = action(contract.exportClaim, async (context, { id, as }) => {
  const { number, title } = await incidentFor(context, id)
  const claim = await claimOf(context, id)
  const rows = claim.lines.map((line) => [
    ...[line.recordedAt, line.firm, line.text, line.kind, line.amount, line.currency, line.invoice],
    ...[line.consent.replace('_', ' '), line.consentWords, line.isStruck ? 'struck' : '', line.recordedBy],
  ])
  const csv = Buffer.from(`\uFEFF${csvLine(heading)}${rows.map((row) => csvLine(row)).join('')}`)
  const sha256 = createHash('sha256').update(csv).digest('hex')
  const name = `INC-${number}-claim-${context.now.toISOString().slice(0, 10)}.${as}`
  context.record({ stream: id, kind: 'claim.export', fields: { name, sha256, lines: rows.length } })
  if (as === 'csv')
    return { name, mediaType: 'text/csv; charset=utf-8', size: csv.length, open: async () => csv }
  const organisation = await organisationFor(context)
  const document = claimDocument({
    claim,
    number,
    title,
    organisation: organisation.name,
    madeAt: context.now,
  })
  const { typesetter } = context
  return { name, mediaType: 'application/pdf', open: async () => typesetter.typeset(document) }
})
