/**
 * Promises that a message bus gets an event by MQTT 5 (OASIS, 2019) over a judged connection, at least once and never
 * kept by the bus for later comers, and says in a closed list of words how that ended.
 */
import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Packet } from 'mqtt-packet'
import { EgressRefused, type Egress } from '../egress.ts'
import { webhookSignature, type SentEvent, type WebhookOutcome } from './send.ts'

export interface Bus {
  /** As {@link plainBusAddress} gives it. */
  readonly address: string
  /** Empty: no login. */
  readonly user: string
  readonly password: string
  readonly topic: string
}

const timeoutMillis = 15_000
/** What a bus answers is a handful of bytes. */
const mostAnswered = 64 * 1024
const ports = { 'mqtts:': 8883, 'mqtt:': 1883 } as const

/** The one spelling of the address of a bus, as `mqtts://bus.example:8883`; undefined when it is none. */
export function plainBusAddress(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined
  const { protocol, username, password, hostname, port, pathname, search, hash } = new URL(text)
  if (protocol !== 'mqtts:' && protocol !== 'mqtt:') return undefined
  if (`${username}${password}${search}${hash}` !== '' || !['', '/'].includes(pathname) || hostname === '')
    return undefined
  return `${protocol}//${hostname.toLowerCase()}:${port === '' ? ports[protocol] : port}`
}

/** Under which all events of an organisation are published: those of two never meet on one bus. */
export function topicUnder(slug: string): string {
  return `muster/${slug}`
}

/** Where an event is published: a level for each part of its name. */
export function topicOf(slug: string, type: string): string {
  return `${topicUnder(slug)}/${type.replaceAll('.', '/')}`
}

/** Never throws for what the network or the bus does. */
export async function publishEvent(egress: Egress, bus: Bus, event: SentEvent): Promise<WebhookOutcome> {
  let socket: Socket | undefined
  try {
    socket = await dialled(egress, bus)
    return await exchange(socket, bus, event)
  } catch (error) {
    return { state: 'not accepted', trouble: error instanceof EgressRefused ? error.trouble : 'broken_off' }
  } finally {
    socket?.destroy()
  }
}

async function dialled(egress: Egress, { address }: Bus): Promise<Socket> {
  const { protocol, hostname, port } = new URL(address)
  const isSecured = protocol === 'mqtts:'
  const destination = { host: hostname, port: Number(port), ports: [8883], timeoutMillis }
  return isSecured ? egress.connectTls(destination) : egress.connect({ ...destination, onlyListed: true })
}

/** Connect, publish with quality 1, wait until the bus says that it has it, say goodbye. */
async function exchange(socket: Socket, bus: Bus, event: SentEvent): Promise<WebhookOutcome> {
  const { generate, parser } = await import('mqtt-packet')
  const read = parser({ protocolVersion: 5 })
  const send = (packet: Packet) => socket.write(generate(packet, { protocolVersion: 5 }))
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('the bus broke off'))
    let size = 0
    socket.setTimeout(timeoutMillis, fail)
    const deadline = setTimeout(fail, timeoutMillis)
    socket.once('close', () => clearTimeout(deadline))
    socket.on('error', fail)
    socket.on('close', fail)
    read.on('error', fail)
    read.on('packet', (packet) => {
      const ended = answered(packet)
      if (ended === 'connected') send(publication(bus, event))
      else if (ended !== undefined) {
        if (ended.state === 'accepted') send({ cmd: 'disconnect', reasonCode: 0 })
        resolve(ended)
      }
    })
    socket.on('data', (part: Buffer) => {
      size += part.length
      if (size > mostAnswered) return fail()
      try {
        read.parse(part)
      } catch {
        fail()
      }
    })
    send(greeting(bus))
  })
}

function greeting({ user, password }: Bus): Packet {
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 5,
    clean: true,
    clientId: `muster-${randomBytes(8).toString('hex')}`,
    keepalive: 60,
    properties: { maximumPacketSize: mostAnswered },
    ...(user !== '' && { username: user, password: Buffer.from(password) }),
  }
}

function publication({ topic }: Bus, event: SentEvent): Packet {
  return {
    cmd: 'publish',
    messageId: 1,
    qos: 1,
    // The same id goes out again after a crash: whoever reads sees that it has it already.
    dup: false,
    retain: false,
    topic,
    payload: Buffer.from(event.body),
    properties: {
      payloadFormatIndicator: true,
      contentType: 'application/json',
      userProperties: {
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(event.at.getTime() / 1000)),
        'webhook-signature': webhookSignature(event),
      },
    },
  }
}

/** Reason codes from 128 on are a no (MQTT 5 section 2.4). */
function answered(packet: Packet): WebhookOutcome | 'connected' | undefined {
  if (packet.cmd === 'connack') {
    const code = packet.reasonCode ?? 0
    if (code === 0) return 'connected'
    const isLogin = [0x86, 0x87, 0x8c].includes(code)
    return { state: 'not accepted', trouble: isLogin ? 'login' : 'refused' }
  }
  if (packet.cmd === 'puback' && packet.messageId === 1)
    return (packet.reasonCode ?? 0) < 128
      ? { state: 'accepted' }
      : { state: 'not accepted', trouble: packet.reasonCode === 0x87 ? 'login' : 'refused' }
  if (packet.cmd === 'disconnect') return { state: 'not accepted', trouble: 'refused' }
  return undefined
}
