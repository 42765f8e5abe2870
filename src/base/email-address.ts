/** One spelling for each e-mail address, so that two people never share one and one person never has two. */

/** Thrown away by whoever asks; a longer text is no address (RFC 5321 section 4.5.3.1.3). */
const longestAddress = 254
const longestLocalPart = 64
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/
/** What a person may type as a domain before it is turned into its ASCII form. */
const domainLetters = /^[\p{L}\p{M}\p{N}.-]+$/u

/**
 * The one spelling of an address: NFKC, lower case, domain in its ASCII form.
 * Look-alikes of the at sign (U+FF20, U+FE6B), quoted local parts, comments and address literals are refused,
 * since mail systems disagree about them.
 * @returns undefined when the text is no address that we accept
 */
export function normalisedEmail(text: string): string | undefined {
  if (text.length > longestAddress) return undefined
  const parts = text.trim().split('@')
  const [rawLocal, rawDomain] = parts
  if (parts.length !== 2 || rawLocal === undefined || rawDomain === undefined) return undefined
  const local = rawLocal.normalize('NFKC').toLowerCase()
  const host = asciiDomain(rawDomain.normalize('NFKC').toLowerCase())
  if (host === undefined || local.length > longestLocalPart) return undefined
  if (!localPart.test(local) || !domain.test(host)) return undefined
  const address = `${local}@${host}`
  return address.length > longestAddress ? undefined : address
}

function asciiDomain(text: string): string | undefined {
  if (!domainLetters.test(text)) return undefined
  try {
    return new URL(`http://${text}`).hostname
  } catch {
    return undefined
  }
}
