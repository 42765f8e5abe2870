/** Promises that sealed orders lie beside the backups, one small file each, that is whole or not there and never changed. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { Id } from '../../base/ids.ts'
import { errorCode, onDisk, realDisk, writeSynced, type Disk } from '../files/disk.ts'
import type { SealedOrder } from './sealed-list.ts'

const OrderFile = z.strictObject({
  format: z.literal('muster-erasure/1'),
  /** The installation, as its record names it: so that orders of another one in the same folder are passed over. */
  install: z.string().max(100),
  erasure: Id,
  opensWith: Id,
  madeAt: z.iso.datetime(),
  sealed: z.base64().max(1 << 20),
})

/** How the names of such files end. */
export const orderEnding = '.erasure'

/** Writes the order into the folder; nothing happens when it lies there already. */
export async function writeOrder(
  { erasureId, opensWith, madeAt, sealed }: SealedOrder,
  {
    folder,
    install,
    disk = realDisk,
  }: { readonly folder: string; readonly install: string; readonly disk?: Disk },
): Promise<void> {
  const path = join(folder, `erased-${madeAt.replaceAll(/[-:.]/g, '')}-${erasureId}${orderEnding}`)
  const draft = join(folder, `.${randomUUID()}${orderEnding}.part`)
  const content: z.infer<typeof OrderFile> = {
    ...{ format: 'muster-erasure/1', install, erasure: erasureId, opensWith, madeAt },
    sealed: Buffer.from(sealed).toString('base64'),
  }
  await onDisk(disk.makeFolder(folder))
  try {
    await writeSynced(disk, draft, (file) => onDisk(file.write(Buffer.from(`${JSON.stringify(content)}\n`))))
    await disk.place(draft, path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    await disk.remove(draft).catch(() => undefined)
  }
  await onDisk(disk.syncFolder(folder))
}

/** The order in a file of this name and text; undefined when it is none or is damaged. */
export function readOrder(
  text: string,
): { readonly install: string; readonly order: SealedOrder } | undefined {
  try {
    const { install, erasure, opensWith, madeAt, sealed } = OrderFile.parse(JSON.parse(text))
    return {
      install,
      order: { erasureId: erasure, opensWith, madeAt, sealed: Buffer.from(sealed, 'base64') },
    }
  } catch {
    return undefined
  }
}
