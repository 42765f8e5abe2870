import { backupFolder } from '../../../../platform/backup/backup-folder.ts'
import { markSaved, unsavedOrders } from '../../../../platform/erasure/kept-orders.ts'
import { writeOrder } from '../../../../platform/erasure/order-files.ts'
import type { Services } from '../../../../platform/services.ts'
import type { Program } from './erase.ts'

/** Lays sealed orders beside the backups. One that could not be written is written with the next run of the job. */
export async function saveOrders(
  program: Program,
  { config, signer, log }: Pick<Services, 'config' | 'signer' | 'log'>,
): Promise<void> {
  const folder = backupFolder(config.dataFolder)
  try {
    const orders = await program.separately('Erasure', unsavedOrders)
    if (orders.length === 0) return
    for (const order of orders) await writeOrder(order, { folder, install: signer.install })
    const ids = orders.map(({ erasureId }) => erasureId)
    await program.separately('Erasure', (context) => markSaved(context, ids))
  } catch (error) {
    // The erasure itself goes on: a full disk of backups keeps nobody's words.
    log.error({ err: error, folder }, 'an erasure could not be noted beside the backups')
  }
}
