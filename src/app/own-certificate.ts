import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../base/refusal.ts'
import {
  firstNameKept,
  makeLocalCertificate,
  standingCertificate,
  type LocalCertificate,
} from '../platform/certificate/certificate-folder.ts'
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
 * @returns undefined where a certificate or a proxy stands; the sentence why none was made anew where the one before is
 * still good, since people on the day of an incident need the program more than a younger certificate
 * @throws Refusal where the authority does not go with the name that is wanted now, and no good certificate lies here
 */
export async function makeOwnCertificate(
  config: Config,
  now: Date,
): Promise<LocalCertificate | string | undefined> {
  if (!config.needsCertificate) return undefined
  const { keysFolder } = config
  try {
    return await makeLocalCertificate(keysFolder, { typed: namesFor(config), now })
  } catch (error) {
    const end = error instanceof Refusal ? await standingCertificate(keysFolder, now) : undefined
    if (!(error instanceof Refusal) || end === undefined) throw error
    return `LOOK: no new certificate could be made. The one before is good until ${end.toISOString().slice(0, 10)} and serves until then. ${error.message}`
  }
}

/** The one that people open first. It stays as it was chosen once: passkeys and links hang on it. */
function namesFor({ url, keysFolder }: Config): string[] {
  const { protocol, hostname: given } = new URL(url)
  const wanted = protocol === 'https:' ? [given.replaceAll(/^\[|\]$/g, '')] : []
  const names = [...wanted, ...namesToKeep(firstNameKept(keysFolder), namesHere())]
  return names.length > 0 ? names : ['localhost']
}

/** A name before an address, since no passkey is made for a bare address; an address only while it is ours. */
export function namesToKeep(kept: string | undefined, here: readonly string[]): string[] {
  const isKept = kept !== undefined && (isIP(kept) === 0 || here.includes(kept))
  const all = isKept ? [kept, ...here] : [...here]
  const isName = (one: string) => isIP(one) === 0
  return [...new Set([...all.filter(isName), ...all.filter((one) => !isName(one))])]
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
