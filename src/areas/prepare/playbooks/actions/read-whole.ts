import type { Context } from '../../../../platform/action.ts'
import type { SealedFile } from '../../../../platform/files/file-store.ts'

/** All bytes of a file that was just handed in; whoever calls has set how many there may be. */
export async function readWhole(context: Context, file: SealedFile): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await context.services.files.open(context.tenantId, file)) {
    chunks.push(Buffer.from(chunk as Uint8Array)) // a stream of bytes, as the store promises
  }
  return Buffer.concat(chunks)
}
