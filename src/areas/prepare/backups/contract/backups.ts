/** Backups: what is copied where and how often, who sees to it, and what shows that it can be read back. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'

export const media = ['cloud', 'disk', 'tape', 'server', 'other'] as const
/** Whether somebody who holds everything else could destroy this copy too. */
export const isolations = ['none', 'offline', 'immutable'] as const

const Name = z.string().trim().min(1).max(200)
const Line = z.string().trim().max(300).default('')
const Words = z.string().trim().max(2000).default('')
const Reason = z.string().trim().min(1).max(1000)

export const RestoreTest = z.object({
  id: Id,
  testedAt: z.string(),
  succeeded: z.boolean(),
  restored: z.string(),
  /** What was done with it in its own program. */
  used: z.string(),
  minutes: z.number().int().nullable(),
  /** What shows it: a picture, a file, a line of a log. */
  evidence: z.string(),
  tester: z.string(),
  recordedBy: z.string(),
})
export type RestoreTest = z.infer<typeof RestoreTest>

export const Backup = z.object({
  id: Id,
  name: z.string(),
  what: z.string(),
  place: z.string(),
  everyHours: z.number().int(),
  keepsDays: z.number().int().nullable(),
  medium: z.enum(media),
  isolation: z.enum(isolations),
  isOffsite: z.boolean(),
  ownerId: Id.nullable(),
  /** Who has the medium. */
  custodianId: Id.nullable(),
  sightedAt: z.string().nullable(),
  sightedBy: z.string().nullable(),
  sightedWhere: z.string().nullable(),
  assetIds: z.array(Id),
  /** A script reports after each run. */
  isLinked: z.boolean(),
  beatAt: z.string().nullable(),
  failedAt: z.string().nullable(),
  isLate: z.boolean(),
  /** A medium that nobody has seen for six months. */
  isUnseen: z.boolean(),
  /** The last restore that succeeded with proof; null when none ever did. */
  lastProof: RestoreTest.nullable(),
  /** That was more than a year ago. */
  isProofOld: z.boolean(),
  /** The last restore of all failed. */
  isBroken: z.boolean(),
  note: z.string(),
  addedAt: z.string(),
  endedAt: z.string().nullable(),
})
export type Backup = z.infer<typeof Backup>

const backupFields = {
  name: Name,
  what: Words,
  place: Line,
  everyHours: z.number().int().min(1).max(8784),
  keepsDays: z.number().int().min(1).max(36_600).nullable().default(null),
  medium: z.enum(media).default('disk'),
  isolation: z.enum(isolations).default('none'),
  isOffsite: z.boolean().default(false),
  ownerId: Id.nullable().default(null),
  custodianId: Id.nullable().default(null),
  assetIds: z.array(Id).max(200).default([]),
  note: Words,
}

export const listBackups = endpoint({
  name: 'listBackups',
  method: 'GET',
  path: '/backups',
  permission: 'copy.read',
  input: z.strictObject({ ...pageInput, q: z.string().max(200).optional().describe('Part of the name') }),
  output: pageOf(Backup),
  summary: 'List backups by name, with their last sign of life and last proved restore',
})

export const getBackup = endpoint({
  name: 'getBackup',
  method: 'GET',
  path: '/backups/{id}',
  permission: 'copy.read',
  input: z.strictObject({ id: Id }),
  output: Backup.extend({ tests: z.array(RestoreTest) }),
  summary: 'Read a backup with its restore tests',
})

export const addBackup = endpoint({
  name: 'addBackup',
  method: 'POST',
  path: '/backups',
  permission: 'copy.manage',
  status: 201,
  input: z.strictObject(backupFields),
  output: Backup,
  summary: 'Add a backup',
})

export const changeBackup = endpoint({
  name: 'changeBackup',
  method: 'PUT',
  path: '/backups/{id}',
  permission: 'copy.manage',
  input: z.strictObject({ id: Id, ...backupFields }),
  output: Backup,
  summary: 'Change a backup',
})

export const endBackup = endpoint({
  name: 'endBackup',
  method: 'POST',
  path: '/backups/{id}/end',
  permission: 'copy.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Backup,
  summary: 'End a backup; its tests stay on the record',
})

export const sightBackup = endpoint({
  name: 'sightBackup',
  method: 'POST',
  path: '/backups/{id}/sightings',
  permission: 'copy.manage',
  input: z.strictObject({ id: Id, where: z.string().trim().min(1).max(300) }),
  output: Backup,
  summary: 'Say that the medium was seen today, and where',
})

export const recordRestoreTest = endpoint({
  name: 'recordRestoreTest',
  method: 'POST',
  path: '/backups/{id}/restore-tests',
  permission: 'copy.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    testedAt: InstantIn,
    succeeded: z.boolean(),
    restored: Words,
    used: Words,
    minutes: z.number().int().min(1).max(527_040).nullable().default(null),
    evidence: Words,
    tester: Name,
  }),
  output: Backup,
  summary: 'Record a restore test; without proof it cannot be called a success',
})

export const linkHeartbeat = endpoint({
  name: 'linkHeartbeat',
  method: 'POST',
  path: '/backups/{id}/heartbeat',
  permission: 'copy.manage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({ url: z.string() }),
  summary: 'Make the address that a backup script calls; shown once, an older one stops working',
})

export const unlinkHeartbeat = endpoint({
  name: 'unlinkHeartbeat',
  method: 'POST',
  path: '/backups/{id}/heartbeat/removal',
  permission: 'copy.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Backup,
  summary: 'Close the address that a backup script calls',
})

export const beat = endpoint({
  name: 'beat',
  method: 'POST',
  path: '/heartbeats/{token}',
  permission: 'public',
  input: z.strictObject({
    token: z.string().min(1).max(100),
    result: z.enum(['done', 'failed']).default('done'),
  }),
  output: z.object({ heard: z.literal(true) }),
  summary: 'Report that a backup has run; who holds the address may report',
})
