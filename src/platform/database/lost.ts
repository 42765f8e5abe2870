/** Promises to tell a database that is away, restarting or too slow, which the next try may find well, from a fault of ours. */

/** Connection exceptions (08), stopped or restarting (57P0x), asked too long or cancelled (57014), no slot left (53300). */
const ofTheServer = /^(08...|57P0[1-5]|57014|53300|25P0[34])$/
const ofTheSocket = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/
/** node-postgres has no codes for these. */
const ofTheDriver =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether a statement, or the way to the database, failed for a reason that passes. */
export function isDatabaseLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (ofTheServer.test(code) || ofTheDriver.test(error.message)) return true
  // of a socket only: a file that is missing has the same code
  if (ofTheSocket.test(code) && 'syscall' in error && error.syscall === 'connect') return true
  if (/^(ECONNRESET|EPIPE)$/.test(code)) return true
  return isDatabaseLost(error.cause)
}
