import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { coverOf, listBackups } from './actions/cover-assets.ts'
import type { Backup } from './contract/backups.ts'
import type { Cover } from './contract/coverage.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { isThing } from './rules.ts'
import { heldCopies, listGapRows } from './store.ts'

export { heldCopies }

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
