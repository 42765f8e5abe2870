import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { makeLocalCertificate, type LocalCertificate } from '../platform/certificate/certificate-folder.ts'
import { isLocalName } from '../platform/certificate/local-names.ts'
import type { Config } from '../platform/config.ts'

/** The settings of whoever listens on the network without a certificate or a proxy: with those that Muster makes itself. */
export function withOwnCertificate(config: Config): Config {
  if (!config.needsCertificate) return config
  const { keysFolder, port } = config
  const [host = 'localhost'] = namesFor(config)
  const url = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`).origin
  const tls = { certFile: join(keysFolder, 'tls-server.crt'), keyFile: join(keysFolder, 'tls-server.key') }
  return { ...config, url: config.url.startsWith('https:') ? config.url : url, tls }
}

/**
 * Makes the certificate, or makes it anew, so that what listens on the network is encrypted without a command. The
 * authority stays, so that devices which trust it are not touched again.
 * @returns undefined where a certificate or a proxy stands
 * @throws Refusal where the authority does not go with the name that is wanted now
 */
export async function makeOwnCertificate(config: Config, now: Date): Promise<LocalCertificate | undefined> {
  if (!config.needsCertificate) return undefined
  return makeLocalCertificate(config.keysFolder, { typed: namesFor(config), now })
}

function namesFor({ url }: Config): string[] {
  const { protocol, hostname: given } = new URL(url)
  const wanted = protocol === 'https:' ? [given.replaceAll(/^\[|\]$/g, '')] : []
  const names = [...wanted, ...namesHere()]
  return names.length > 0 ? names : ['localhost']
}

/** The name by which a network without a name server knows this computer (RFC 6762), then its addresses. */
export function namesHere(
  name = hostname(),
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): string[] {
  const [label = ''] = name.split('.')
  const addresses = Object.values(interfaces)
    .flatMap((of) => of ?? [])
    .filter(({ internal, scopeid }) => !internal && (scopeid ?? 0) === 0)
    .map(({ address }) => address)
  return [`${label}.local`, ...addresses].filter(isLocalName)
}
