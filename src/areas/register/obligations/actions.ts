import { createHash } from 'node:crypto'
import * as z from 'zod'
import { dayAfter } from '../../../base/calendar-day.ts'
import { refuse } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { organisationFor, todayOf } from '../people/public/people.ts'
import { shippedFactBase } from './content/obligations.ts'
import * as contract from './contract.ts'
import { countriesOf, directoryFor, factBaseEdition, obligationsOf } from './public.ts'
import { changesOf, packOf, packs, packsFor, packStanding } from './rules/directory.ts'
import { listReviews, saveEntry, saveReview } from './store.ts'

type Sent = z.input<typeof contract.evaluateObligations.output>

export const evaluateCase = action(contract.evaluateObligations, async (_context, { facts, now }) => {
  // The shapes are the same but for readonly, which the contract's types do not know.
  return structuredClone(obligationsOf(facts, new Date(now))) as Sent
})

/** The laws in packs: with none chosen the packs alone, so that the page opens at once. */
export const library = action(contract.readLibrary, async (context, { pack, q }) => {
  const today = await todayOf(context)
  const { country, sector } = await organisationFor(context)
  const ours = packsFor({ country, sector, eea: countriesOf('EU_EEA') })
  const reviews = new Map((await listReviews(context)).map((review) => [review.pack, review]))
  const { regimes, reviewedOn, reviewDue } = shippedFactBase
  const wanted = (q ?? '').trim().toLowerCase()
  return {
    edition: factBaseEdition,
    checkedOn: reviewedOn,
    reviewDue,
    isStale: reviewDue < today,
    packs: packs.map((name) => {
      const inside = regimes.filter(({ id }) => packOf(id) === name)
      const review = reviews.get(name)
      return {
        pack: name,
        regimes: inside.length,
        duties: inside.reduce((sum, { duties }) => sum + duties.length, 0),
        isOurs: ours.includes(name),
        standing: packStanding(review, { edition: factBaseEdition, today }),
        reviewedAt: review?.reviewedAt.toISOString() ?? null,
        reviewedBy: review?.reviewedBy ?? '',
        dueOn: review?.dueOn ?? null,
      }
    }),
    regimes: regimes
      .filter(({ id }) => (pack === undefined ? wanted !== '' : packOf(id) === pack))
      .filter(({ id, name, law, citation }) =>
        `${id} ${name} ${law} ${citation}`.toLowerCase().includes(wanted),
      )
      .map(regimeOf),
    canReview: context.can('obligation.review'),
  }
})

const Source = z.object({ title: z.string(), address: z.string() })

function regimeOf(regime: (typeof shippedFactBase.regimes)[number]): contract.LibraryRegime {
  const { id, name, jurisdiction, binding, status, law, citation, verified, notes = '', duties } = regime
  return {
    ...{ id, pack: packOf(id), name, jurisdiction, binding, status, law, citation, notes },
    isConfirmed: verified === 'source-checked',
    sources: regime.sources.flatMap((source) => Source.safeParse(source).data ?? []),
    duties: duties.map((duty) => {
      const { value, unit, qualifier } = duty.deadline
      const span = `${value ?? ''} ${unit.replaceAll('_', ' ')}`.trim()
      return {
        id: duty.id,
        recipient: duty.recipient.name,
        stage: duty.stage,
        rule: [`${span}, from ${duty.clockStart.replaceAll('_', ' ')}`, qualifier].filter(Boolean).join('; '),
        citation,
        content: [
          ...(duty.contentRef === undefined
            ? (duty.contentRequired ?? [])
            : (shippedFactBase.contentSets[duty.contentRef] ?? [])),
          ...(duty.contentExtra ?? []),
        ],
        how: duty.how ?? '',
        isConfirmed: duty.verified === 'source-checked',
      }
    }),
  }
}

export const review = action(contract.reviewPack, async (context, { pack, note, months }) => {
  const dueOn = dayAfter(await todayOf(context), months, 'months')
  const { now, actor } = context
  const fields = { pack, edition: factBaseEdition, dueOn, note }
  await saveReview(context, { ...fields, reviewedAt: now, reviewedBy: actor.name })
  context.record({ stream: 'audit', kind: 'pack.review', fields })
  return { standing: 'current' as const, dueOn }
})

export const directory = action(contract.readDirectory, async (context, { country: wanted }) => {
  const { country } = await organisationFor(context)
  const items = await directoryFor(context)
  return {
    country,
    items: wanted === undefined ? items : items.filter((entry) => entry.country === wanted),
    canChange: context.can('obligation.review'),
  }
})

/** Shown first; what is taken is what was shown, letter by letter. */
export const update = action(contract.updateDirectory, async (context, { entries, seen }) => {
  const { now, actor } = context
  const today = await todayOf(context)
  const late = entries.find(({ checkedOn }) => checkedOn > today)
  if (late !== undefined) refuse('invalid', `${late.key} says it was checked on a day that is still to come.`)
  const changes = changesOf(await directoryFor(context), entries)
  const hash = createHash('sha256')
    .update(JSON.stringify([entries, changes]))
    .digest('hex')
  const fields = { hash, entries: entries.length, taken: seen === '' ? 'no' : 'yes' }
  if (seen !== '' && seen !== hash)
    refuse('conflict', 'The directory changed since this was shown. Look at the changes again.', {
      reason: 'stale',
    })
  if (seen !== '')
    for (const entry of entries)
      if (changes.some(({ key, what }) => key === entry.key && what !== 'older' && what !== 'same'))
        await saveEntry(context, entry, { takenAt: now, takenBy: actor.name })
  context.record({ stream: 'audit', kind: 'directory.update', fields })
  return { isTaken: seen !== '', hash, changes: changes.map((one) => ({ ...one, fields: [...one.fields] })) }
})
