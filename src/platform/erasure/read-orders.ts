/** Promises to find the sealed orders of an installation in files, folders and later backups, and to name what cannot be read. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { readBackup } from '../backup/read-backup.ts'
import { realDisk } from '../files/disk.ts'
import { orderEnding, readOrder } from './order-files.ts'
import type { SealedOrder } from './sealed-list.ts'

export interface FoundOrders {
  readonly orders: readonly SealedOrder[]
  /** Paths of what ought to hold orders and cannot be read. */
  readonly unreadable: readonly string[]
}

/** Where to look, and how. */
export interface OrderPlaces {
  /** Folders in which some may lie; one that is not there holds none. */
  readonly folders: readonly string[]
  /** What somebody named: a file with an order, a folder with such files, or a later backup. */
  readonly named: readonly string[]
  /** The installation whose orders are wanted. */
  readonly install: string
  /** The age identity that opens a later backup. */
  readonly identity: string | undefined
}

export async function findOrders({ folders, named, install, identity }: OrderPlaces): Promise<FoundOrders> {
  const orders = new Map<string, SealedOrder>()
  const unreadable: string[] = []
  const take = async (path: string) => {
    const found = await ordersIn(path, { install, identity })
    if (found === undefined) unreadable.push(path)
    for (const order of found ?? []) orders.set(order.erasureId, order)
  }
  for (const folder of folders) for (const path of await filesIn(folder)) await take(path)
  for (const path of named) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    )
    for (const file of isFolder ? await filesIn(path) : [path]) await take(file)
  }
  return { orders: [...orders.values()], unreadable }
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await realDisk.listFolder(folder).catch(() => [])
  return names
    .filter((name) => !name.startsWith('.') && name.endsWith(orderEnding))
    .map((name) => join(folder, name))
}

/** @returns undefined when it cannot be read */
async function ordersIn(
  path: string,
  { install, identity }: Pick<OrderPlaces, 'install' | 'identity'>,
): Promise<readonly SealedOrder[] | undefined> {
  if (!path.endsWith(orderEnding))
    return identity === undefined ? undefined : ordersOfBackup(path, install, identity)
  const found = readOrder(await readFile(path, 'utf8').catch(() => ''))
  if (found === undefined) return undefined
  return found.install === install ? [found.order] : []
}

const table = 'app.erasure_list'

async function ordersOfBackup(
  path: string,
  install: string,
  identity: string,
): Promise<readonly SealedOrder[] | undefined> {
  let rows = ''
  try {
    const { head, manifest } = await readBackup(path, identity, {
      head: async () => {},
      key: async () => {},
      table: async (name, bytes) => {
        if (name !== table) return drain(bytes)
        rows = await text(Readable.from(bytes).pipe(createGunzip()))
      },
      file: async (_, bytes) => drain(bytes),
    })
    if (head.install !== install) return []
    const columns = manifest.tables.find(({ name }) => name === table)?.columns
    return columns === undefined ? [] : rowsOf(rows, columns)
  } catch {
    return undefined
  }
}

async function drain(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of bytes) void piece
}

/** COPY's text format: a tab between columns, and a stroke before the stroke with which bytes begin. */
function rowsOf(rows: string, columns: readonly string[]): SealedOrder[] {
  const at = (cells: readonly string[], name: string) => cells[columns.indexOf(name)] ?? ''
  return rows
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t')
      return {
        ...{ erasureId: at(cells, 'erasure_id'), opensWith: at(cells, 'opens_with') },
        sealed: Buffer.from(at(cells, 'sealed').replace(/^\\+x/, ''), 'hex'),
        madeAt: new Date(at(cells, 'made_at')).toISOString(),
      }
    })
}
