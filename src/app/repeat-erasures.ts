import { dirname } from 'node:path'
import type { Logger } from 'pino'
import type { FilledCopy } from '../platform/backup/restore.ts'
import type { Config } from '../platform/config.ts'
import { findOrders, type FoundOrders } from '../platform/erasure/read-orders.ts'
import { loadKeys } from '../platform/files/keys.ts'
import { tenantIds } from '../platform/jobs/jobs.ts'
import { furnish, onSessionEvent } from './areas.ts'
import { repeatOrdersIn } from './areas-privacy.ts'
import { openHouse, type OpenHouse } from './open-house.ts'

/** What came of the orders to erase that are later than a copy. */
export interface RepeatedErasures {
  readonly repeated: number
  readonly rows: number
  readonly fields: number
  readonly waiting: number
  /** Paths that cannot be read, and orders in them that were changed. */
  readonly unreadable: readonly string[]
  /** Orders of this installation that nothing here opens. */
  readonly unopened: number
  /** Why an organisation's orders could not be carried out. */
  readonly failed: readonly string[]
}

/** Where orders may lie: beside the backup, and where somebody says. */
export interface GivenPlaces {
  readonly named: readonly string[]
  readonly identity: string | undefined
}

/** In a copy that a restore has filled and that is not an installation yet: nobody can be served a word before. */
export async function repeatInCopy(
  { url, folders }: FilledCopy,
  { config, log, backup, ...given }: GivenPlaces & { config: Config; log: Logger; backup: string },
): Promise<RepeatedErasures> {
  const { install } = await loadKeys(folders.keysFolder)
  const found = await findOrders({ ...given, folders: [dirname(backup)], install })
  if (found.orders.length === 0) return nothingOf(found)
  const opened = await openHouse({
    config: { ...config, ...folders, databaseUrl: url, runtimeUrl: undefined },
    ...{ log, furnish, onSessionEvent, isRestoring: true },
  })
  try {
    return await repeatIn(opened, found)
  } finally {
    await opened.close()
  }
}

/** In an installation, with what is named: after a restore that could not read them. */
export async function repeatHere(opened: OpenHouse, given: GivenPlaces): Promise<RepeatedErasures> {
  const { install } = opened.house.services.signer
  return repeatIn(opened, await findOrders({ ...given, folders: [], install }))
}

/** Says it in words: one line of what was done, and one for each thing that somebody must do. */
export function erasuresInWords(done: RepeatedErasures): {
  readonly said: string
  readonly look: readonly string[]
} {
  const { repeated, rows, fields, waiting, unreadable, unopened, failed } = done
  const held =
    waiting === 0
      ? ''
      : ` ${waiting} of them wait: for a case that runs or is held in this copy, or for somebody who works here in it and is to be suspended first. The page of each request says which.`
  const said =
    repeated === 0
      ? 'Erasures: none was ordered after this backup, as far as can be read beside it.'
      : `Erasures: ${repeated} that were ordered after this backup are repeated, ${rows} entries and ${fields} fields of the record.${held}`
  const again = 'muster restore --erasures <file, folder or later backup> --identity-file <file>'
  return {
    said,
    look: [
      ...unreadable.map((path) => `${path} ought to hold an erasure and cannot be read.`),
      ...(unopened === 0
        ? []
        : [
            `${unopened} erasures were ordered that this copy cannot open: an order in between is missing, or the backup is older than such orders.`,
          ]),
      ...failed.map((why) => `An erasure could not be repeated: ${why}`),
      ...(unreadable.length + unopened + failed.length === 0
        ? []
        : [
            `Before anybody works in it: find the missing files or a later backup, and run: ${again}. What nobody finds is asked for anew, under Personal data.`,
          ]),
    ],
  }
}

async function repeatIn(
  { house }: OpenHouse,
  { orders, unreadable }: FoundOrders,
): Promise<RepeatedErasures> {
  const known = new Set<string>()
  const [damaged, failed]: [string[], string[]] = [[], []]
  const sum = { repeated: 0, rows: 0, fields: 0, waiting: 0 }
  for (const tenantId of await tenantIds(house)) {
    try {
      const done = await repeatOrdersIn(house, tenantId, orders)
      for (const id of done.known) known.add(id)
      damaged.push(...done.damaged)
      for (const key of ['repeated', 'rows', 'fields', 'waiting'] as const) sum[key] += done[key]
    } catch (error) {
      failed.push(error instanceof Error ? error.message : String(error))
    }
  }
  const unopened = orders.filter(({ erasureId }) => !known.has(erasureId) && !damaged.includes(erasureId))
  return {
    ...sum,
    unreadable: [...unreadable, ...damaged.map((id) => `The order ${id}`)],
    ...{ unopened: unopened.length, failed },
  }
}

function nothingOf({ unreadable }: FoundOrders): RepeatedErasures {
  return { repeated: 0, rows: 0, fields: 0, waiting: 0, unreadable, unopened: 0, failed: [] }
}
