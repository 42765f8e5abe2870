/**
 * Promises the TXT records of a name as they stand in the DNS now, asked of the servers that the operator named or of the
 * machine's own, and nothing while a restored copy keeps silent. Never throws for what the network does.
 */
import { Resolver } from 'node:dns/promises'
import type { Config } from './config.ts'
import { isPlainHost } from './egress.ts'

export type DnsText =
  | { readonly state: 'found'; readonly texts: readonly string[] }
  /** The name is not there, or has no such record. */
  | { readonly state: 'none' }
  | { readonly state: 'failed'; readonly trouble: 'muted' | 'unreachable' | 'no_name' }

/** Whose servers are asked, and whether anybody may be. */
interface Asker {
  readonly config: Pick<Config, 'dnsServers'>
  readonly isMuted: () => Promise<boolean>
}

const askMillis = 4000
const mostTexts = 200

export async function readDnsText({ config, isMuted }: Asker, name: string): Promise<DnsText> {
  if (!isPlainHost(name)) return { state: 'failed', trouble: 'no_name' }
  if (await isMuted()) return { state: 'failed', trouble: 'muted' }
  const resolver = new Resolver({ timeout: askMillis, tries: 2 })
  if (config.dnsServers.length > 0) resolver.setServers([...config.dnsServers])
  try {
    const records = await resolver.resolveTxt(name)
    // One record may come in several pieces, which belong together without a blank (RFC 7208 section 3.3).
    return { state: 'found', texts: records.slice(0, mostTexts).map((pieces) => pieces.join('')) }
  } catch (error) {
    const code = (error as { code?: unknown }).code // node's own errors carry it
    return code === 'ENOTFOUND' || code === 'ENODATA'
      ? { state: 'none' }
      : { state: 'failed', trouble: 'unreachable' }
  }
}
