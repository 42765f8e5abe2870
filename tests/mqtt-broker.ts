import { createServer, type AddressInfo, type Socket } from 'node:net'
import { generate, parser, type IConnectPacket, type IPublishPacket } from 'mqtt-packet'

export interface BrokerForTests {
  readonly port: number
  readonly greeted: IConnectPacket[]
  readonly published: IPublishPacket[]
  stop(): void
}

/** What a broker answers instead of yes: reason codes of MQTT 5, or bytes of its own. */
export interface BrokerTemper {
  readonly connect?: number
  readonly publish?: number
  readonly noise?: Buffer
}

/** A server of MQTT 5 on this machine that keeps what it is told. */
export async function mqttBroker(temper: () => BrokerTemper = () => ({})): Promise<BrokerForTests> {
  const greeted: IConnectPacket[] = []
  const published: IPublishPacket[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const read = parser({ protocolVersion: 5 })
    const { connect = 0, publish = 0, noise } = temper()
    read.on('packet', (packet) => {
      if (packet.cmd === 'connect') {
        greeted.push(packet)
        const yes = { cmd: 'connack', reasonCode: connect, sessionPresent: false } as const
        socket.write(noise ?? generate(yes, { protocolVersion: 5 }))
      }
      if (packet.cmd === 'publish') {
        published.push(packet)
        const messageId = packet.messageId ?? 0
        socket.write(generate({ cmd: 'puback', messageId, reasonCode: publish }, { protocolVersion: 5 }))
      }
    })
    socket.on('data', (part) => read.parse(part))
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens
  return {
    ...{ port, greeted, published },
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
