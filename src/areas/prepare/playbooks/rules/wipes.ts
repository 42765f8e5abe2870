/**
 * Whether words say that something is done after which nothing can be looked at any more: an English or German verb,
 * or a command. Rather one gate too many than one too few: a gate can be waived by signature, traces do not come back.
 */
export function wipes(words: string): boolean {
  return signs.some((sign) => [...words.matchAll(sign)].some((found) => !isForbidden(words, found.index)))
}

/** What is reset or thrown away without the loss of a trace. */
const secrets =
  'password|passphrase|passcode|credential|cookie|pin|mfa|2fa|factor|token|session|secret|key|krbtgt|counter|connection|account|user|administrator|sign-in|login'
const passing = 'cache|ticket|queue'

/** Up to six words that stay within the same clause. */
const between = String.raw`(?:[ \t]+(?!and\b|then\b|or\b|und\b|dann\b|oder\b)[^\s.,;:]+){0,6}?[ \t]+`

const signs: readonly RegExp[] = [
  /\b(?:wip(?:es?|ing)|re-?imag(?:es?|ing)|re-?format(?:s|ting)?|format the|eras(?:es?|ing)|delet(?:es?|ing)|re-?install(?:s|ing)?|overwrit(?:es?|ing)|shred(?:s|ding)?)\b/gi,
  // A reset takes a device back to the beginning; that of a password takes nothing away, and “the reset” is a thing.
  new RegExp(
    String.raw`(?<!(?:${secrets})s?[ \t>-]+)(?<!\b(?:the|an?|each|every|this|desk)[ \t]+)\breset(?:s|ting)?\b(?!${between}(?:${secrets}))`,
    'gi',
  ),
  /\bfactory[ \t-]+(?:reset|settings|default)/gi,
  new RegExp(String.raw`\bpurg(?:es?|ing)\b(?!${between}[^\s]*(?:${passing}))(?![ \t]+(?:${passing}))`, 'gi'),
  /\btruncat(?:es?|ing)\b|\btruncate -s/gi,
  /\b(?:rm[ \t]+-|mkfs|remove-item|format-volume|clear-disk|clear-eventlog|wevtutil[ \t]+cl\b|sdelete|diskpart|drop[ \t]+(?:table|database)\b|format[ \t]+[a-z]:)/gi,
  // Writing to a device. Reading one into a file is how a disk is saved as evidence.
  /\bdd[ \t][^\n]*\bof=\/dev\/(?!null\b)/gi,
  /(?:\b|(?<=\s))(?:lösch(?:e|en|t)|formatier(?:e|en|t)|überschreib(?:e|en|t)|bereinig(?:e|en|t)|neu[ \t]+(?:aufsetzen|installieren|aufspielen)|(?:auf[ \t]+)?werkseinstellung(?:en)?)\b/gi,
]

/** “Do not wipe it” is the opposite. */
function isForbidden(words: string, at: number): boolean {
  return /(?:\b(?:not|never|nor|without|nicht|nie|niemals)|n['\u2019]t)[ \t]+(?:to[ \t]+|zu[ \t]+)?$/i.test(
    words.slice(Math.max(0, at - 24), at),
  )
}
