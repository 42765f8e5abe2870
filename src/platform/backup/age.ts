/** Promises encryption in the age format (C2SP age v1) with constant memory, and that no reader mistakes a broken file for a whole one. */
import { refuse, Refusal } from '../../base/refusal.ts'
import { refuseDamaged } from './refused.ts'

/** Read with the first backup: its curves are a megabyte that a server at work does without. */
const library = () => import('age-encryption')

/** Bytes encrypted to the recipient. */
export async function* encrypted(
  recipient: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { Encrypter } = await library()
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const source = bytes[Symbol.asyncIterator]()
  try {
    yield* piecesOf(await encrypter.encrypt(webStream(source)))
  } finally {
    await source.return?.()
  }
}

/**
 * The plain bytes of an age file. Every piece was authenticated before it is given; that the file is whole
 * is known only when the last one was. Refuses a foreign file, a wrong secret, a changed or cut file.
 */
export async function* decrypted(
  identity: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { Decrypter } = await library()
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const source = guarded(bytes)
  try {
    const opened = await decrypter.decrypt(webStream(source)).catch(refuseUnopened)
    yield* authenticated(piecesOf(opened))
  } finally {
    // Whatever the library did with its stream, the file is closed.
    await source.return(undefined)
  }
}

async function* authenticated(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces
  } catch (error) {
    if (error instanceof Refusal) throw error
    refuseDamaged('what it holds does not fit its seal', error)
  }
}

/** A file that is not age at all is told apart before a secret is tried on it. */
async function* guarded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const intro = Buffer.from('age-encryption.org/v1\n', 'latin1')
  let start: Buffer | undefined = Buffer.alloc(0)
  for await (const piece of bytes) {
    if (start === undefined) {
      yield piece
      continue
    }
    start = Buffer.concat([start, piece])
    if (start.length < intro.length) continue
    if (!start.subarray(0, intro.length).equals(intro)) refuseForeign()
    yield start
    start = undefined
  }
  if (start !== undefined) refuseForeign()
}

function refuseForeign(): never {
  refuse('invalid', 'This file is not a backup of Muster. Name a file that muster backup made.', {
    reason: 'backup_foreign',
  })
}

function refuseUnopened(error: unknown): never {
  if (error instanceof Refusal) throw error
  if (error instanceof Error && /no identity matched/i.test(error.message)) {
    refuse(
      'forbidden',
      'This secret does not open this backup: it was encrypted to another recipient. Use the recovery sheet that was valid when the backup was made.',
      { reason: 'backup_secret' },
    )
  }
  refuseDamaged('its header cannot be read', error)
}

function webStream(iterator: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 2 },
  )
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  let isDone = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      isDone = done
      if (done) return
      yield value
    }
  } catch (error) {
    isDone = true
    throw error
  } finally {
    // Whoever stops in the middle ends the source too, so that no handle stays open.
    if (!isDone) await reader.cancel().catch(() => undefined)
  }
}
