export { rankedKinds } from './actions/ranked-kinds.ts'
import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { isFoundIn } from '../../../base/search.ts'
import type { LastChange, LaterVersion } from '../../../base/last-change.ts'
import type { Context } from '../../../platform/action.ts'
import { callTreeFor } from '../../register/contacts/public.ts'
import { listActiveMembers } from '../../register/people/public/people.ts'
import { carriedParts, carriedSections, type CarriedSection } from './documents/carried.ts'
import { callTreeSection } from './rules/call-tree-section.ts'
import { sectionKeys, sections, type SectionKey } from './rules/words/sections.ts'
import type { PlanLanguage } from './rules/words/words.ts'
import { listSections, findSetting } from './store/material.ts'
import { listProposalsFrom } from './store/proposals.ts'
import { getVersion, listPublications, receiptsOf } from './store/versions.ts'

export type { PlanPorts } from './actions/gather.ts'

/** The language that the organisation keeps its plan in: the first choice for whatever it hands out. */
export async function planLanguage(context: Pick<Context, 'tx'>): Promise<PlanLanguage> {
  return (await findSetting(context)).language
}

/** What a copy that opens without a network says itself, as it stands on the day on which it is made. */
const saidElsewhere: ReadonlySet<string> = new Set(['plan_people', 'plan_firms'])

/**
 * The plan that counts as sections of a copy that opens without a network; none before the first version. Its lists
 * of people and firms stay out: the copy has newer ones.
 */
export async function planToCarry(context: Pick<Context, 'tx'>): Promise<CarriedSection[]> {
  const [current] = await listPublications(context)
  if (current === undefined) return []
  const { document } = await getVersion(context, current.version)
  return carriedSections(document).filter(({ key }) => !saidElsewhere.has(key))
}

/** Who calls whom, as a section of such a copy; none while nobody stands in the call tree. */
export async function callTreeToCarry(
  context: Context,
  { language }: { readonly language: PlanLanguage },
): Promise<CarriedSection[]> {
  return carriedParts(callTreeSection(await callTreeFor(context), { language }))
}

/** The number of the version that counts; null before the first. */
export async function planVersion(context: Pick<Context, 'tx'>): Promise<number | null> {
  return (await listPublications(context))[0]?.version ?? null
}

/** When the version that counts was published; undefined before the first. */
export async function planPublication(
  context: Pick<Context, 'tx'>,
): Promise<{ readonly version: number; readonly publishedAt: Date } | undefined> {
  return (await listPublications(context))[0]
}

export { forceSectionReview } from './actions/force-review.ts'
export { proposeWords, wordsOfSection } from './actions/propose-change.ts'

/** A proposal to change the plan's own words, as far as whoever made it has to know. */
export interface KnownProposal {
  readonly id: string
  readonly sourceId: string
  readonly section: SectionKey
  readonly before: string
  readonly after: string
  readonly reason: string
  readonly state: 'open' | 'accepted' | 'refused'
  /** Why; null while it is open. */
  readonly decision: string | null
  readonly decidedBy: string | null
}

/** What came of each of these sources: reviews, rehearsals, improvements. The newest first. */
export async function proposalsFrom(
  context: Pick<Context, 'tx'>,
  sourceIds: readonly string[],
): Promise<KnownProposal[]> {
  return (await listProposalsFrom(context, sourceIds)).flatMap((row): KnownProposal[] => {
    const { id, sourceId, section, beforeWords: before, afterWords: after, reason, isAccepted } = row
    const { decision, decidedBy } = row
    if (sourceId === null) return []
    const state = isAccepted === null ? 'open' : isAccepted ? 'accepted' : 'refused'
    return [{ id, sourceId, section, before, after, reason, state, decision, decidedBy }]
  })
}

/** The section of this name; undefined where the plan has none. */
export function sectionNamed(name: string): SectionKey | undefined {
  return sectionKeys.find((key) => key === name)
}

/** How many versions are looked through for who read them; an improvement that takes more is read in the plan itself. */
const mostVersions = 5

/** What became of a section of the plan since then: published versions in which it reads otherwise, with who read them. */
export async function lastChangeOfSection(
  context: Pick<Context, 'tx'>,
  name: string,
  since: Date,
): Promise<LastChange | undefined> {
  const key = sectionNamed(name)
  if (key === undefined) return undefined
  const { language } = await findSetting(context)
  const known = { name: sections[key].title[language], path: `/plan/sections/${key}` }
  const publications = await listPublications(context)
  const newer = publications.filter(({ publishedAt }) => publishedAt > since)
  const [newest] = newer
  if (newest === undefined) return { ...known, hasChanged: false, versions: [] }
  const before = publications.find(({ publishedAt }) => publishedAt <= since)
  const hasChanged =
    before === undefined ||
    (await wordsIn(context, before.version, key)) !== (await wordsIn(context, newest.version, key))
  const people = await listActiveMembers(context)
  const versions: LaterVersion[] = []
  for (const { version, publishedAt: at, publishedBy: by } of newer.slice(0, mostVersions)) {
    const read = await receiptsOf(context, version)
    const readers = people.map((one) => ({ name: one.name, readAt: read.get(one.id) ?? null }))
    versions.push({ name: `${version}`, at, by, readers })
  }
  return { ...known, hasChanged, versions: hasChanged ? versions : [] }
}

async function wordsIn(context: Pick<Context, 'tx'>, version: number, key: SectionKey): Promise<string> {
  const { document } = await getVersion(context, version)
  return JSON.stringify(document.sections.find((section) => section.key === key)?.blocks)
}

/** In what a section is called and in the organisation's own words in it. */
export const sectionSearch: SearchSource = {
  kind: 'section',
  permission: 'plan.prepare',
  async find(context, sought) {
    const kept = await listSections(context)
    return kept
      .filter(({ section, words }) => isFoundIn(sought, JSON.stringify(sections[section]), words))
      .map(({ section }) => ({
        id: section,
        title: sections[section].title[sought.language],
        more: sections[section].lead[sought.language],
        path: `/plan/sections/${section}`,
      }))
  },
}
