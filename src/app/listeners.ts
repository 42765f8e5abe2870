import { readFileSync } from 'node:fs'
import { knowsMailAddress, linesFor, takeMail } from '../areas/respond/signals/public.ts'
import type { House } from '../platform/action.ts'
import { startMailListener } from '../platform/listeners/mail-server.ts'
import { startSyslog, type Listener } from '../platform/listeners/syslog-server.ts'

/** Opens the ports for syslog and mail that the operator asked for; none unless they did. Opens all of them or none. */
export async function startListeners(house: House): Promise<Listener[]> {
  const { config, log } = house.services
  const { syslog, mailPort, tls } = config
  const certificate = tls && { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) }
  const opened: Listener[] = []
  try {
    for (const { sourceId, ...port } of syslog) {
      const listener = await startSyslog({
        ...port,
        ...(certificate && { certificate }),
        log,
        take: linesFor(house, sourceId),
      })
      opened.push(listener)
      log.info({ ...port, port: listener.port }, 'listening for syslog')
    }
    if (mailPort !== undefined) {
      const listener = await startMailListener({
        ...mailPort,
        ...(certificate && { certificate }),
        log,
        knows: (address) => knowsMailAddress(house, address),
        take: (addresses, bytes) => takeMail(house, addresses, bytes),
      })
      opened.push(listener)
      log.info({ ...mailPort, port: listener.port }, 'listening for mail')
    }
    return opened
  } catch (error) {
    await stopListeners(opened)
    throw error
  }
}

export async function stopListeners(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.stop()))
}
