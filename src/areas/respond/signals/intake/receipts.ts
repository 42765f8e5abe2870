/** The code that a reporter takes home: made once, shown once, and stored only as a hash that is slow to guess. */
import { randomBytes } from 'node:crypto'
import type { Services } from '../../../../platform/services.ts'
import { slowHash } from '../../../../platform/slow-hash.ts'
import { sha256 } from './intake.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A hundred random bits in Crockford's base 32: no letter that looks like another, read out on a phone in four groups. */
export function newReceipt(): string {
  const code = [...randomBytes(20)].map((byte) => letters[byte & 31]).join('')
  return code.replaceAll(/(.{5})(?!$)/g, '$1-')
}

/** What is stored of a new receipt. */
export async function receiptHash(services: Services, receipt: string): Promise<Buffer> {
  return slowHash(services, plain(receipt), `report receipt ${services.signer.install}`)
}

/** Under which hashes this receipt may be kept: reports of earlier versions have a quick one. */
export async function receiptHashes(services: Services, receipt: string): Promise<Buffer[]> {
  return [await receiptHash(services, receipt), sha256(plain(receipt))]
}

/** As people write it down: small letters, blanks, O for 0, I and L for 1. */
function plain(receipt: string): string {
  return receipt.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
