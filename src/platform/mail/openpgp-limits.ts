/** Promises that what strangers packed takes no more memory and time than a mail may. */

/** What a message may grow to when it is opened: a third more than the largest mail that is taken in. */
export const mostOpenedBytes = 40 * 1024 * 1024
/** Of all that is read here: a passphrase may not cost more memory than a small computer has. */
export const limits = { maxDecompressedMessageSize: mostOpenedBytes, maxArgon2MemoryExponent: 19 }

/**
 * The library bounds one layer that was compressed, and not how many lie in each other: a few hundred bytes can hold
 * themselves without end (CVE-2013-4402). Every program in use makes one layer, so one is read.
 */
export async function bounded() {
  const { CompressedDataPacket } = await import('openpgp')
  let layers = 0
  let isBomb = false
  class OneLayer extends CompressedDataPacket {
    override async read(...given: unknown[]): Promise<void> {
      layers += 1
      try {
        if (layers > 1) throw new Error('compressed more than once')
        // The library's own reading, which its types leave out.
        const { read } = CompressedDataPacket.prototype as unknown as Record<
          'read',
          (...given: unknown[]) => Promise<void>
        >
        await read.apply(this, given)
      } catch (error) {
        // What is only damaged is told apart by what the library says of the two limits.
        isBomb ||= layers > 1 || /maximum/iu.test(String(error))
        throw error
      }
    }
  }
  return { config: { ...limits, additionalAllowedPackets: [OneLayer] }, isBomb: () => isBomb }
}
