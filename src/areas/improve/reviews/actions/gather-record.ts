import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import { signsOfKind } from '../../../prepare/controls/public.ts'
import { risksMatching } from '../../../prepare/risks/public.ts'
import { listEverybody } from '../../../register/people/public/people.ts'
import { toldIn } from '../../../respond/communications/public.ts'
import {
  lookBackOf,
  partsOfPeople,
  stepsDoneIn,
  type LookBack,
} from '../../../respond/incidents/public/look-back.ts'
import { tellingsOf } from '../../../respond/investigation/public.ts'
import type { ReviewRecord } from '../contract/record.ts'
import english from '../messages/en.json' with { type: 'json' }
import german from '../messages/de.json' with { type: 'json' }
import { isMoment, statementWords } from '../rules/entry-words.ts'
import { byName, rolesFor, type Aliases } from '../rules/roles.ts'
import { momentOf, outOfOrder, replay, silencesIn } from '../rules/timeline.ts'

const catalogues = { en: english, de: german }
/** Moments that one page shows. */
const mostMoments = 300
const dayMillis = 86_400_000

type Gathered = z.input<typeof ReviewRecord>

/**
 * What the record of a case knows for its review.
 * @param names whether people are called by name; else by what they did
 */
export async function gatherRecord(
  context: Context,
  incidentId: string,
  {
    names,
    language,
    silenceMinutes,
  }: { readonly names: boolean; readonly language: 'en' | 'de'; readonly silenceMinutes: number },
): Promise<Gathered> {
  const past = await lookBackOf(context, incidentId)
  const people = names ? byName : await aliasesFor(context, incidentId, language)
  const steps = await stepsDoneIn(context, incidentId)
  const settled = steps.filter(({ became }) => became === 'done' || became === 'skipped')
  const done = settled.filter(({ became }) => became === 'done').length
  return {
    steps: steps.map((step) => ({ ...step, reason: people.within(step.reason), by: people.of(step.by) })),
    followedPercent: settled.length === 0 ? null : Math.round((done / settled.length) * 100),
    ...needsAndBlockers(past, people),
    risks: await risksOf(context, past),
    decisions: decisionsOf(past, people),
    ...(await toldOf(context, past)),
    earlySigns: await signsOfKind(context, { kind: past.incident.kind, incidentId }),
    ideas: past.ideas.map(({ text, entry }) => ({ text: people.within(text), entry })),
    timeline: timelineOf(past, people, silenceMinutes),
  }
}

/** People by their part in this case, everybody else by their role in the firm. */
async function aliasesFor(context: Context, incidentId: string, language: 'en' | 'de'): Promise<Aliases> {
  const words: Readonly<Record<string, string>> = catalogues[language].whoDid
  const parts = await partsOfPeople(context, incidentId)
  const known = new Set(parts.map(({ memberId }) => memberId))
  const others = (await listEverybody(context)).filter(({ id }) => !known.has(id))
  // Cards are called as the firm calls them; the rest by the word of the list.
  const all = [...parts, ...others].map(({ name, role }) => ({ name, role: words[role] ?? role }))
  return rolesFor(all, words['somebody'] ?? '')
}

function needsAndBlockers({ needs, blockers, blocked, until }: LookBack, people: Aliases) {
  return {
    wanted: needs.map(({ id, text, source, wantedAt, gotAt }) => ({
      ...{ item: id, text: people.within(text), source: people.within(source) },
      wantedAt: wantedAt.toISOString(),
      gotAt: gotAt?.toISOString() ?? null,
      minutes: minutesBetween(wantedAt, gotAt ?? until),
    })),
    held: {
      items: blockers.map(({ id, text, kind, beganAt, endedAt, minutes }) => ({
        ...{ item: id, text: people.within(text), kind, minutes },
        beganAt: beganAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
      })),
      ...blocked,
    },
  }
}

async function risksOf(context: Context, { incident, systems }: LookBack): Promise<Gathered['risks']> {
  const assetIds = systems.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]))
  return (await risksMatching(context, { kind: incident.kind, assetIds })).map(({ addedAt, ...risk }) => ({
    ...risk,
    ageDays: Math.floor((incident.openedAt.getTime() - addedAt.getTime()) / dayMillis),
  }))
}

function decisionsOf({ decisions, entries, needs }: LookBack, people: Aliases): Gathered['decisions'] {
  const shown = (one: { readonly at: Date; readonly text: string }) => ({
    at: one.at.toISOString(),
    text: people.within(one.text),
  })
  return decisions.map(({ id, text, options, decidedAt, decidedBy }) => {
    const { known, open, later } = replay(decidedAt, entries, needs)
    const entry = entries.find((one) => one.kind === 'decision.record' && one.fields['decision'] === id)
    return {
      ...{
        id,
        text: people.within(text),
        options: options.map(people.within),
        at: decidedAt.toISOString(),
        by: people.of(decidedBy),
      },
      entry: entry?.number ?? null,
      known: known.map(shown),
      open: open.map(people.within),
      later: later.map(shown),
    }
  })
}

async function toldOf(context: Context, { incident }: LookBack): Promise<Pick<Gathered, 'told' | 'untold'>> {
  const parties = await tellingsOf(context, incident.id)
  const since = (at: Date) => minutesBetween(incident.openedAt, at)
  const statements = (await toldIn(context, incident.id)).map((one) => ({
    ...{ item: one.id, who: one.audience, what: one.stage, minutes: since(one.releasedAt) },
    ...{ toldAt: one.releasedAt.toISOString(), reached: one.reached, notReached: one.notReached },
  }))
  const partners = parties.flatMap(({ id, name, toldAt }) =>
    toldAt === null
      ? []
      : [
          {
            ...{ item: id, who: name, what: 'party', toldAt: toldAt.toISOString(), minutes: since(toldAt) },
            ...{ reached: 1, notReached: 0 },
          },
        ],
  )
  return {
    told: [...statements, ...partners].toSorted((a, b) => a.toldAt.localeCompare(b.toldAt)),
    untold: parties.filter(({ toldAt }) => toldAt === null).map(({ name }) => name),
  }
}

function timelineOf(
  { entries, until, unowned, isCut }: LookBack,
  people: Aliases,
  minutes: number,
): Gathered['timeline'] {
  const moments = entries.filter(isMoment)
  return {
    silences: silencesIn(entries, { minutes, until })
      .slice(0, 50)
      .map(({ from, to, ...rest }) => ({ ...rest, from: from.toISOString(), to: to.toISOString() })),
    outOfOrder: outOfOrder(entries)
      .slice(0, 50)
      .map(({ entry, happenedAt, minutes: late }) => ({
        ...{ entry: entry.number, at: entry.at.toISOString(), happenedAt: happenedAt.toISOString() },
        ...{ minutes: late, words: people.within(statementWords(entry)) },
      })),
    unowned: unowned.map(({ title, isDone }) => ({ title: people.within(title), isDone })),
    moments: moments.slice(0, mostMoments).map((entry) => ({
      ...{ entry: entry.number, at: momentOf(entry).toISOString(), kind: entry.kind },
      ...{ words: people.within(statementWords(entry)), by: people.of(entry.fields['by'] ?? '') },
    })),
    isCut: isCut || moments.length > mostMoments,
  }
}

function minutesBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000))
}
