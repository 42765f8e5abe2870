import { createSocket, type Socket } from 'node:dgram'

export interface DnsServerForTests {
  /** As `MUSTER_DNS` wants it. */
  readonly address: string
  /** Texts by name; a name that is not here does not exist. */
  readonly texts: Map<string, readonly string[]>
  /** Names that were asked for. */
  readonly asked: string[]
  /** Says that it cannot say. */
  isOut: boolean
  /** Happens while somebody waits for an answer. */
  meanwhile: (() => Promise<unknown>) | undefined
  stop(): Promise<void>
}

/** A real name server on this machine that knows TXT records (RFC 1035), and says of every other name that there is none. */
export async function dnsServer(): Promise<DnsServerForTests> {
  const texts = new Map<string, readonly string[]>()
  const asked: string[] = []
  const socket: Socket = createSocket('udp4')
  const told: Pick<DnsServerForTests, 'isOut' | 'meanwhile'> = { isOut: false, meanwhile: undefined }
  const answer = async (query: Buffer) => {
    const { name, end } = questionOf(query)
    asked.push(name)
    await told.meanwhile?.()
    return answerTo(query.subarray(0, end), told.isOut ? 'out' : texts.get(name))
  }
  socket.on('message', (query, { address, port }) => {
    void answer(query).then((said) => socket.send(said, port, address))
  })
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve)
  })
  return Object.assign(told, {
    address: `127.0.0.1:${socket.address().port}`,
    texts,
    asked,
    stop: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  })
}

function questionOf(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 }
}

/** The head and the question as they came, with the answers behind them. */
function answerTo(question: Buffer, found: readonly string[] | 'out' | undefined): Buffer {
  const head = Buffer.from(question)
  const texts = found === 'out' ? [] : found
  // It is an answer, recursion is there; code 2 says that the server has trouble, code 3 that there is no such name.
  head.writeUInt16BE(found === 'out' ? 0x8182 : found === undefined ? 0x8183 : 0x8180, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(texts?.length ?? 0, 6)
  head.writeUInt32BE(0, 8)
  const records = (texts ?? []).map((text) => {
    // In pieces of at most 255 letters, as the format has it.
    const pieces = (text.match(/.{1,200}/gu) ?? []).flatMap((piece) => [
      Buffer.from([piece.length]),
      Buffer.from(piece),
    ])
    const data = Buffer.concat(pieces)
    const record = Buffer.alloc(12)
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(16, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt32BE(0, 6)
    record.writeUInt16BE(data.length, 10)
    return Buffer.concat([record, data])
  })
  return Buffer.concat([head, ...records])
}
