import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import { refuseUnless } from '../../../base/refusal.ts'
import { plainChange, type LastChange } from '../../../base/last-change.ts'
import type { Context } from '../../../platform/action.ts'
import { coverOf, listBackups } from './actions/cover-assets.ts'
import type { Backup } from './contract/backups.ts'
import type { Cover } from './contract/coverage.ts'
import { listEssentialAssets } from '../../register/assets/public.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { isThing } from './rules.ts'
import {
  assetIdsOf,
  findCopyRow,
  getCopyRow,
  heldCopies,
  listGapRows,
  testsOf,
  searchCopies,
} from './store.ts'

export { heldCopies }
export { keepRestoreTest } from './actions/manage-copies.ts'

/** What the list of what would fail today must know of backups. */
export interface BackupStanding {
  readonly backups: readonly Backup[]
  readonly cover: readonly Cover[]
}

export async function backupStanding(context: Pick<Context, 'tx' | 'now'>): Promise<BackupStanding> {
  const backups = await listBackups(context)
  return { backups, cover: await coverOf(context, backups) }
}

/** Days on which backups ask for somebody: restores to prove, media to look at, and gaps that were accepted until then. */
export async function backupDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const today = await todayOf(context)
  const made = await listBackups(context)
  const backups = made.flatMap((backup): DueDate[] => {
    const { id: key, name: title, ownerId, custodianId, lastProof, isBroken, sightedAt } = backup
    const path = `/backups/${key}`
    const proved = lastProof === null || isBroken ? undefined : lastProof.testedAt
    const restore: DueDate = {
      kind: 'restore_test',
      key,
      title,
      day: proved === undefined ? today : dayAfter(proved.slice(0, 10), 12, 'months'),
      ownerId,
      path,
      everyMonths: 12,
    }
    if (!isThing(backup)) return [restore]
    const day = sightedAt === null ? today : dayAfter(dayIn(new Date(sightedAt), 'UTC'), 6, 'months')
    const seen = { kind: 'medium_sighting' as const, key, title, day, path, everyMonths: 6 }
    return [restore, { ...seen, ownerId: custodianId ?? ownerId }]
  })
  const names = new Map((await coverOf(context, made)).map(({ assetId, asset }) => [assetId, asset]))
  const gaps = (await listGapRows(context)).map(
    ({ id: key, assetId, reason, ownerId, endsOn: day }): DueDate => {
      const title = names.get(assetId) ?? reason
      return { kind: 'gap_end', key, title, day, ownerId, path: '/backup-coverage' }
    },
  )
  return [...backups, ...gaps]
}

/** What a drill compares itself with: how fast the work behind it has to be back, and how long the last proved restore took. */
export async function restoreAim(
  context: Pick<Context, 'tx' | 'now'>,
  copyId: string,
): Promise<{
  readonly name: string
  readonly aimMinutes: number | null
  readonly lastMinutes: number | null
}> {
  const { name, endedAt } = await getCopyRow(context, copyId)
  refuseUnless(endedAt === null, 'conflict', 'This backup has ended. Choose one that is still made.')
  const held = new Set((await assetIdsOf(context, [copyId])).get(copyId) ?? [])
  const aims = (await listEssentialAssets(context)).flatMap(({ id, longestOutageMinutes }) =>
    held.has(id) && longestOutageMinutes !== null ? [longestOutageMinutes] : [],
  )
  const last = (await testsOf(context, [copyId])).find(
    ({ succeeded, minutes }) => succeeded && minutes !== null,
  )
  return {
    name,
    aimMinutes: aims.length === 0 ? null : Math.min(...aims),
    lastMinutes: last?.minutes ?? null,
  }
}

/** What people call this backup, also one that has ended. */
export async function copyName(context: Pick<Context, 'tx'>, copyId: string): Promise<string> {
  return (await getCopyRow(context, copyId)).name
}

/** What became of a backup since then, a restore that worked among it; undefined for one that is not here. */
export async function lastChangeOfBackup(
  context: Pick<Context, 'tx'>,
  id: string,
  since: Date,
): Promise<LastChange | undefined> {
  const row = await findCopyRow(context, id)
  if (row === undefined) return undefined
  const proofs = (await testsOf(context, [id])).filter((test) => test.succeeded && test.testedAt > since)
  const change = plainChange({ ...row, path: `/backups/${id}` }, since)
  const restored = proofs.map(({ testedAt: at, tester: by, restored: name }) => ({
    name,
    at,
    by,
    readers: null,
  }))
  return {
    ...change,
    hasChanged: change.hasChanged || proofs.length > 0,
    versions: [...change.versions, ...restored],
  }
}

export const copySearch: SearchSource = { kind: 'copy', permission: 'copy.read', find: searchCopies }
