import type { Context } from '../../../platform/action.ts'
import { hashOfToken } from '../../../platform/link-token.ts'
import { isOwnAlone, addressesIn, tokensIn, type Reported } from './rules/spotted.ts'
import { provedOf } from './actions/shapes.ts'
import { holdLink, markedRehearsal, updateLink } from './store/rehearsals.ts'
import { listDomains } from './store/setup.ts'

export { markHeader, type Reported } from './rules/spotted.ts'
export type { PhishingPorts } from './actions/shapes.ts'

/** After its end a rehearsal is known again by its mark for so long; then such a mail is looked at as any other. */
const knownDays = 30

/**
 * Whether what somebody reports is the mail of a rehearsal, and nothing more. The report counts for the group that the
 * link belongs to; of who reported it nothing is kept.
 * @returns whether it counted just now, or was known already; undefined for everything else, which is to be taken serious
 */
export async function spotRehearsal(
  context: Context,
  reported: Reported,
): Promise<'counted' | 'known' | undefined> {
  const origin = context.services.config.url
  const domains = provedOf(await listDomains(context))
  for (const token of tokensIn(reported, { origin, domains })) {
    const tokenHash = hashOfToken(token)
    const link = await holdLink(context, tokenHash)
    if (link === undefined) continue
    if (link.reportedAt !== null) return 'known'
    await updateLink(context, tokenHash, { reportedAt: context.now })
    return 'counted'
  }
  return (await isOfEnded(context, reported, { origin, domains })) ? 'known' : undefined
}

async function isOfEnded(
  { now, tx }: Context,
  { mark, text, links, attachments }: Reported,
  own: { readonly origin: string; readonly domains: readonly string[] },
): Promise<boolean> {
  if (!/^[A-Za-z0-9_-]{16}$/u.test(mark) || attachments > 0) return false
  if (!isOwnAlone([...links, ...addressesIn(text)], own)) return false
  const found = await markedRehearsal({ tx }, mark)
  if (found === undefined) return false
  const over = found.endedAt?.getTime() ?? now.getTime()
  return now.getTime() - over < knownDays * 86_400_000
}
