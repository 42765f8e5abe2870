/** Promises a way to the server that another process of ours runs on this data folder, for the command line beside it. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { administrator, secretOf } from './cluster.ts'
import { lockHolder } from './lock.ts'

/** @returns the administrator's URL, or undefined when no process holds the folder */
export async function runningServer(folder: string): Promise<string | undefined> {
  const path = resolve(folder)
  const holder = await lockHolder(path).catch(() => undefined)
  if (holder === undefined) return undefined
  // Lines of postmaster.pid: process, folder, start, port, socket folder, listen address.
  const lines = (await readFile(join(path, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [port, socket, address] = [lines[3], lines[4], lines[5]]
  if (port === undefined || port === '') return undefined
  const host = encodeURIComponent(socket === undefined || socket === '' ? (address ?? '') : socket)
  return `postgres://${administrator}:${await secretOf(path)}@${host}:${port}/postgres`
}
