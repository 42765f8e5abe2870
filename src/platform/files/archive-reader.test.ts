import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openArchive } from './archive-reader.ts'
import { EntryBroken } from './entry-broken.ts'
import type { OpenFile } from './file-store.ts'

const limits = { entries: 100, bytes: 1 << 30 }

describe('an archive that lies about itself', () => {
  test('an attacker whose zip states a directory of 4 GB gets no memory for it', async () => {
    const size = 5 * 2 ** 30
    const end = endRecord({ entries: 1, directoryBytes: 0xffff_fff0, directoryAt: 100 })
    const asked: number[] = []
    const file = sparseFile(size, [[0, localHeader('a', Buffer.alloc(0))] as const, [size - end.length, end]])
    const spied: OpenFile = {
      ...file,
      read: (offset, length) => {
        asked.push(length)
        return file.read(offset, length)
      },
    }

    await expect(openArchive(spied, limits)).rejects.toMatchObject({
      kind: 'invalid',
      detail: { reason: 'archive_broken' },
    })

    expect(Math.max(...asked)).toBeLessThan(2 ** 26)
  })

  test('a reader of a zip gets every whole entry, and is told which one is not what its checksum says', async () => {
    const bodies = ['first', 'second', 'third'].map((word) => Buffer.from(word.repeat(100)))
    const bytes = zipOf(bodies, 1)
    const archive = await openArchive(sparseFile(bytes.length, [[0, bytes]]), limits)
    const read: string[] = []
    const broken: string[] = []

    await archive.eachFile(async ({ path }, body) => {
      try {
        for await (const _part of body);
        read.push(path)
      } catch (error) {
        if (!(error instanceof EntryBroken)) throw error
        broken.push(path)
      }
    })

    expect({ read, broken }).toEqual({ read: ['f0', 'f2'], broken: ['f1'] })
  })

  test('what the taker of an entry throws is passed on as it is', async () => {
    const bytes = zipOf([Buffer.from('word')])
    const archive = await openArchive(sparseFile(bytes.length, [[0, bytes]]), limits)
    const lost = new Error('the database went away')
    await expect(archive.eachFile(() => Promise.reject(lost))).rejects.toBe(lost)
  })
})

/** A file of zeros but for these pieces. */
function sparseFile(size: number, pieces: readonly (readonly [number, Buffer])[]): OpenFile {
  return {
    size,
    close: async () => undefined,
    read: async (offset, length) => {
      const part = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
      for (const [at, bytes] of pieces) {
        const from = Math.max(offset, at)
        const to = Math.min(offset + part.length, at + bytes.length)
        if (from < to) bytes.copy(part, from - offset, from - at, to - at)
      }
      return new Uint8Array(part)
    },
  }
}

/** A zip by hand, since no writer writes a wrong checksum; the entry of this number has one. */
function zipOf(bodies: readonly Buffer[], wrong?: number): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [n, body] of bodies.entries()) {
    const check = n === wrong ? crc32(body) ^ 1 : crc32(body)
    const local = localHeader(`f${n}`, body, check)
    directory.push(directoryEntry(`f${n}`, body, { check, at }))
    locals.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = endRecord({ entries: bodies.length, directoryBytes: listed.length, directoryAt: at })
  return Buffer.concat([...locals, listed, end])
}

function localHeader(name: string, body: Buffer, check = crc32(body)): Buffer {
  const packed = deflateRawSync(body)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(check >>> 0, 14)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(body.length, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, Buffer.from(name), packed])
}

function directoryEntry(name: string, body: Buffer, { check, at }: { check: number; at: number }): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(8, 10)
  header.writeUInt32LE(check >>> 0, 16)
  header.writeUInt32LE(deflateRawSync(body).length, 20)
  header.writeUInt32LE(body.length, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(at, 42)
  return Buffer.concat([header, Buffer.from(name)])
}

function endRecord(says: { entries: number; directoryBytes: number; directoryAt: number }): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(says.entries, 8)
  end.writeUInt16LE(says.entries, 10)
  end.writeUInt32LE(says.directoryBytes, 12)
  end.writeUInt32LE(says.directoryAt, 16)
  return end
}
