/** Promises where a file of the folder store lies, from nothing but an identifier and a digest. */
import { join } from 'node:path'

/** @param tenantId and sha256 checked by the caller: both become part of the path */
export function storedPath(folder: string, tenantId: string, sha256: string): string {
  return join(folder, tenantId, sha256.slice(0, 2), sha256.slice(2))
}
