/** Promises that a number as people write it becomes an address that a telephone can dial. */

/**
 * `+43 (0)1 234, ext. 5` as `tel:+431234`: the zero in brackets is dialled only without the country before it, and
 * what comes after an extension's sign is for the person to key in.
 */
export function dialAddress(number: string): string {
  const main = number.replace(/\(0\)/g, '').replace(/(?:ext|dw|kl|x|#|,|;).*$/i, '')
  return `tel:${main.replaceAll(/[^+0-9*]/g, '')}`
}

/**
 * A number as people write it, with its country, in E.164 (`+436641234567`); undefined for one that is not whole.
 * What begins with two zeros begins with a plus in all of Europe.
 */
export function phoneNumberOf(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/\(0\)/g, '')
    .replaceAll(/[\s()./\u00a0-]/g, '')
    .replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : undefined
}

/** The end of a number: enough to know one's own, too little to call it. */
export function endOfNumber(number: string): string {
  return `\u2026${number.slice(-3)}`
}
