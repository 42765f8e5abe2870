/** Promises that a backup which is not whole is refused with one sentence that says what to do. */
import { refuse } from '../../base/refusal.ts'

/** @param why what gave it away, in a few words; never content of the file */
export function refuseDamaged(why: string, cause?: unknown): never {
  refuse(
    'invalid',
    `This backup is damaged, cut off or not made by Muster: ${why}. Nothing was restored from it. Use another copy of it, or an earlier backup.`,
    { reason: 'backup_damaged', cause },
  )
}
