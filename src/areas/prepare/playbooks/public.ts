import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { folded, isFoundIn, isFoundInFolded } from '../../../base/search.ts'
import { refuse } from '../../../base/refusal.ts'
import type { HourRate } from '../../../base/money.ts'
import type { IncidentKind } from '../../../base/incident-kinds.ts'
import type { LastChange } from '../../../base/last-change.ts'
import type { Context } from '../../../platform/action.ts'
import { playbooks, shippedPlaybook } from './content/playbooks.ts'
import type { Playbook } from './contract/playbook.ts'
import { platforms, type Profile } from './contract/profile.ts'
import type { Edition, PlaybookKey } from './contract/reading.ts'
import type { PlaybookRun, RunState } from './contract/run.ts'
import { freezeRun, freshState, runHash } from './rules/freeze-run.ts'
import { knownExploitedAmong, knownExploitedSince, listSets } from './store/knowledge.ts'
import { findPlaybook, findVersionInUse, listVersions, listVersionsInUse } from './store/playbooks.ts'
import { findProfile, hourRateIn, keepProfile } from './store/profile.ts'

export { addStep, changeStep, workingRun } from './rules/change-run.ts'
export { departuresOf } from './rules/departures.ts'
export { missingEvidence } from './rules/run-parts.ts'
export { nextStep, progress } from './rules/run-progress.ts'
export { fits } from './rules/fitness.ts'
export { stepMove } from './rules/step-move.ts'

type Reach = Pick<Context, 'tx'>

/** The playbook that ships for a kind; `other` is led by `something-odd`, which ends in naming the kind. */
export function playbookFor(kind: IncidentKind): Playbook {
  const found = shippedPlaybook(kind)
  if (found === undefined) throw new RangeError(`no playbook ships for ${kind}`)
  return found
}

/** A playbook in use, and whose words it holds. */
export interface ChosenPlaybook {
  readonly key: PlaybookKey
  readonly edition: Edition
  readonly playbook: Playbook
}

/** The playbook that is in use under this key: the organisation's own edition, or what ships. Refuses `not_found`. */
export async function playbookInUse(context: Reach, key: PlaybookKey): Promise<ChosenPlaybook> {
  const shipped = shippedPlaybook(key)
  const own = shipped?.id ?? key
  const version = await findVersionInUse(context, own)
  if (version !== undefined) return { key: own, edition: 'own', playbook: version.document }
  if (shipped !== undefined) return { key: shipped.id, edition: 'shipped', playbook: shipped }
  const known = await findPlaybook(context, key)
  refuse(
    known === undefined ? 'not_found' : 'conflict',
    known === undefined ? 'There is no such playbook here.' : 'This playbook was not published yet.',
  )
}

/** Every playbook in use: what ships, in the organisation's own edition where it has one, then those wholly its own. */
export async function playbooksInUse(context: Reach): Promise<ChosenPlaybook[]> {
  const own = new Map(
    (await listVersionsInUse(context)).map(({ key, document }): [string, ChosenPlaybook] => [
      key,
      { key, edition: 'own', playbook: document },
    ]),
  )
  const kinds = new Set<string>(playbooks.map(({ id }) => id))
  return [
    ...playbooks.map(
      (playbook): ChosenPlaybook =>
        own.get(playbook.id) ?? { key: playbook.id, edition: 'shipped', playbook },
    ),
    ...[...own.values()].filter(({ key }) => !kinds.has(key)),
  ]
}

/** What the organisation works with; undefined until somebody said. The plan's questions may fill it one day. */
export async function profileFor(context: Reach): Promise<Profile | undefined> {
  const found = await findProfile(context)
  return found && { platforms: found.platforms, traits: found.traits }
}

/**
 * A fresh run for an incident: the playbook in use, frozen with the profile of this moment, its SHA-256 in hex
 * for the leaf that starts it, and a state in which steps that the profile rules out are not needed.
 */
export async function startRun(
  context: Reach,
  wanted: { readonly kind: IncidentKind; readonly playbook?: PlaybookKey | undefined },
): Promise<{ readonly run: PlaybookRun; readonly hash: string; readonly state: RunState }> {
  const { playbook, key, edition } = await playbookInUse(context, wanted.playbook ?? wanted.kind)
  const run = freezeRun(playbook, { key, edition, profile: await profileFor(context) })
  return { run, hash: runHash(run), state: freshState(run) }
}

/** Those of these CVE ids that attackers are known to use, by the list of CISA that was brought in; empty without it. */
export async function exploitedAmong(context: Reach, cves: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await knownExploitedAmong(context, cves)).map(({ cve }) => cve))
}

/** A hole that attackers use, with whose product it is in. */
export interface ExploitedHole {
  readonly cve: string
  readonly name: string
  readonly addedOn: string
  readonly isRansomware: boolean
  readonly vendor: string
  readonly product: string
}

/** What came on CISA's list since a day, the newest first, at most two thousand; empty without the list. */
export async function exploitedSince(context: Reach, since: string): Promise<ExploitedHole[]> {
  return knownExploitedSince(context, { since, limit: 2000 })
}

/** The list of holes that are used, as it was brought in last; undefined while nobody did. */
export async function holeList(
  context: Reach,
): Promise<{ readonly version: string; readonly importedAt: Date } | undefined> {
  const found = (await listSets(context)).find(({ name }) => name === 'kev')
  return found && { version: found.version, importedAt: found.importedAt }
}

/** Says what the organisation works with, as if it had been said on the profile's own page. */
export async function sayProfile(
  context: Pick<Context, 'tx' | 'now' | 'actor' | 'record'>,
  { platforms: used, traits, hourRate }: Profile & { readonly hourRate?: HourRate | null | undefined },
): Promise<void> {
  const listed = platforms.filter((platform) => used.includes(platform))
  await keepProfile(context, {
    platforms: listed,
    traits,
    ...(hourRate !== undefined && {
      hourAmount: hourRate?.amount ?? null,
      hourCurrency: hourRate?.currency ?? null,
    }),
    changedAt: context.now,
    changedBy: context.actor.name,
  })
  const said = Object.entries(traits).map(([trait, answer]) => `${trait}=${answer}`)
  context.record({
    stream: 'audit',
    kind: 'profile.change',
    fields: {
      platforms: listed.join(' '),
      traits: said.join(' '),
      ...(hourRate !== undefined && {
        hourRate: hourRate === null ? '' : `${hourRate.amount} ${hourRate.currency}`,
      }),
    },
  })
}

/** What an hour of one of our people costs; null while nobody said. */
export async function hourRateFor(context: Reach): Promise<HourRate | null> {
  return hourRateIn(await findProfile(context))
}

/** What became of a playbook since then: versions of the organisation's own. Undefined for one that is not here. */
export async function lastChangeOfPlaybook(
  context: Reach,
  given: string,
  since: Date,
): Promise<LastChange | undefined> {
  const shipped = shippedPlaybook(given)
  const key = shipped?.id ?? given
  const own = await findPlaybook(context, key)
  if (shipped === undefined && own === undefined) return undefined
  const newer = (await listVersions(context, key)).filter(({ publishedAt }) => publishedAt > since)
  return {
    name: own?.title ?? shipped?.plainTitle ?? key,
    path: `/playbooks/${key}`,
    hasChanged: newer.length > 0,
    versions: newer.map(({ version, publishedAt: at, publishedBy: by }) => ({
      ...{ at, by, readers: null },
      name: `${version}`,
    })),
  }
}

/** In their titles, their signs and the words of their steps; those whose title says it come first. */
export const playbookSearch: SearchSource = {
  kind: 'playbook',
  permission: 'playbook.read',
  async find(context, sought) {
    const found = (await playbooksInUse(context)).filter(({ playbook }) =>
      isFoundInFolded(sought, textOf(playbook)),
    )
    const isTitled = ({ playbook }: ChosenPlaybook) => isFoundIn(sought, playbook.title, playbook.plainTitle)
    return found
      .toSorted((a, b) => Number(isTitled(b)) - Number(isTitled(a)))
      .map(({ key, playbook: { title, plainTitle } }) => ({
        ...{ id: key, title: plainTitle, more: title, path: `/playbooks/${key}` },
      }))
  },
}

/** What ships never changes, and folding a book takes longer than looking through it. */
const foldedTexts = new WeakMap<Playbook, string>()

/** Every text of a playbook, folded, without the names of its fields. */
function textOf(playbook: Playbook): string {
  const known = foldedTexts.get(playbook)
  if (known !== undefined) return known
  const text = JSON.stringify(playbook, (_key, value: unknown) =>
    typeof value === 'object' && value !== null ? Object.values(value) : value,
  )
  const made = folded(text)
  foldedTexts.set(playbook, made)
  return made
}
