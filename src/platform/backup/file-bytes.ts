/** Promises the bytes of a file in pieces of at most 1 MiB, the handle closed however reading ends. */
import { closeQuietly, onDisk, type Disk } from '../files/disk.ts'

export async function* fileBytes(disk: Disk, path: string): AsyncGenerator<Uint8Array> {
  const file = await onDisk(disk.openToRead(path))
  try {
    for (let position = 0; ;) {
      const into = Buffer.allocUnsafe(1 << 20)
      const read = await onDisk(file.read(into, position))
      if (read === 0) return
      yield into.subarray(0, read)
      position += read
    }
  } finally {
    await closeQuietly(file)
  }
}
