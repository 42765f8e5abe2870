import { backupFolder, backupOfTheNight } from '../platform/backup/backup-folder.ts'
import { findBackupRecipient } from '../platform/backup/recipient.ts'
import type { HouseJob } from '../platform/jobs/jobs.ts'
import { announceFailedBackup } from './areas.ts'
import { withBackupSource } from './backups.ts'
import type { OpenHouse } from './open-house.ts'

/** Each night into `<data>/backups`, where a recipient was made: nobody could open a backup to no one. */
export function nightlyBackup({ keys, adminUrl }: Pick<OpenHouse, 'keys' | 'adminUrl'>): HouseJob {
  return {
    name: 'nightly-backup',
    cron: '30 2 * * *',
    minutes: 240,
    once: async (house) => {
      const { config, log } = house.services
      try {
        const recipient = await findBackupRecipient(config.keysFolder)
        if (recipient === undefined) {
          log.warn('no backup was made: nobody has made a recovery sheet yet')
          return
        }
        const { path, size, manifest } = await withBackupSource(
          { config, keys, adminUrl, now: house.now() },
          (source) => backupOfTheNight(source, { folder: backupFolder(config.dataFolder), recipient }),
        )
        const { missing, damaged } = manifest
        log.info({ path, size, missing: missing.length, damaged: damaged.length }, 'the backup was made')
      } catch (error) {
        // Not thrown on: three more tries would tell the owners three more times, and the next night comes.
        log.error({ err: error }, 'the backup failed')
        await announceFailedBackup(house, error instanceof Error ? error.message : String(error))
      }
    },
  }
}
