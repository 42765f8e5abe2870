/**
 * Promises that whatever keeps the database from starting reaches a person as one sentence that says
 * what to do; the server's own words travel beside it, never instead of it.
 */

export type DatabaseStartReason =
  | 'locked'
  | 'unwritable'
  | 'disk_full'
  | 'wrong_version'
  | 'no_binaries'
  | 'account'
  | 'memory'
  | 'settings'
  | 'damaged'
  | 'busy'
  | 'stopped'
  | 'unknown'

/** The message is for people; `output` holds what the server wrote, for the log. */
export class DatabaseStartError extends Error {
  readonly reason: DatabaseStartReason
  readonly output: string

  constructor(reason: DatabaseStartReason, message: string, output = '', cause?: unknown) {
    super(message, { cause })
    this.name = 'DatabaseStartError'
    this.reason = reason
    this.output = output
  }
}

/** What `initdb` or `postgres` wrote before it gave up, as a sentence. `folder` is the data folder. */
export function explainOutput(output: string, folder: string, logFile?: string): DatabaseStartError {
  const known = patterns.find(([pattern]) => pattern.test(output))
  if (known) return new DatabaseStartError(known[1], known[2](folder), output)
  const last = lastComplaint(output)
  const where = logFile ? ` Its log is ${logFile}.` : ''
  return new DatabaseStartError(
    'unknown',
    `The database server for ${folder} stopped while it was starting${last ? `: ${last}` : ''}.${where}`,
    output,
  )
}

/** An error of the file system while the data folder was prepared, as a sentence; others pass unchanged. */
export function explainFileError(error: unknown, folder: string): unknown {
  if (error instanceof DatabaseStartError) return error
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new DatabaseStartError('disk_full', diskFull(folder), '', error)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new DatabaseStartError('unwritable', unwritable(folder), '', error)
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new DatabaseStartError(
      'unwritable',
      `The data folder ${folder} cannot be made, because a file of that name or of a folder above it is in the way. Move the file or choose another folder.`,
      '',
      error,
    )
  return error
}

/** The `code` that Node and PostgreSQL put on their errors. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function diskFull(folder: string): string {
  return `The disk that holds ${folder} is full. Free some space (the database needs at least 200 MB to start) and start again; nothing that was saved is lost.`
}

function unwritable(folder: string): string {
  return `The data folder ${folder} cannot be written. Give the account that runs this program write permission there, or choose another folder.`
}

const patterns: readonly [RegExp, DatabaseStartReason, (folder: string) => string][] = [
  [/No space left on device|Disk quota exceeded/i, 'disk_full', diskFull],
  [
    /pre-existing shared memory block|lock file ".*" (already exists|is empty)/i,
    'busy',
    (folder) =>
      `Parts of an earlier database server still use ${folder}. Wait a minute and start again; if it stays so, restart the machine.`,
  ],
  [
    /cannot be run as root|execution of PostgreSQL by a user with administrative/i,
    'account',
    () =>
      'The database server refuses to run with administrator rights. Start this program as an ordinary user.',
  ],
  [
    /could not (create|map|attach|resize).*shared memory|Cannot allocate memory|out of memory/i,
    'memory',
    () =>
      'There is not enough free memory for the database server. Stop other programs or add memory, and start again.',
  ],
  [
    /unrecognized configuration parameter|invalid value for parameter|is outside the valid range for parameter|configuration file ".*" contains errors/i,
    'settings',
    (folder) =>
      `A setting of the database server in ${folder} is not valid. Take back the last change to the database settings and start again.`,
  ],
  [
    /database files are incompatible|initialized by PostgreSQL version/i,
    'wrong_version',
    (folder) =>
      `The database in ${folder} was made by another version or another kind of machine. Restore it from a portable backup instead of copying the folder.`,
  ],
  [
    /error while loading shared libraries|could not load library|symbol lookup error|not found \(required by/i,
    'no_binaries',
    () =>
      'The PostgreSQL that comes with this program does not run on this system. Install PostgreSQL 18 from your system, or set DATABASE_URL to a PostgreSQL server.',
  ],
  [
    /valid checkpoint record|could not (open|read) (file|directory) ".*": No such file|invalid (primary )?checkpoint|control file|contains corrupted|is not a database cluster/i,
    'damaged',
    (folder) =>
      `The database in ${folder} is damaged or incomplete. Keep the folder as it is and restore the last backup into a new one.`,
  ],
  [
    /Permission denied|Read-only file system|has invalid permissions|has wrong ownership/i,
    'unwritable',
    unwritable,
  ],
]

function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const worst = lines.findLast((line) => /FATAL|PANIC|error:/i.test(line)) ?? lines.at(-1) ?? ''
  return worst.replace(/^.*?(FATAL|PANIC|error):\s*/i, '').replace(/[.\s]+$/, '')
}
