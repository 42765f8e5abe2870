/** Promises that a number as people write it becomes an address that a telephone can dial. */

/**
 * `+43 (0)1 234, ext. 5` as `tel:+431234`: the zero in brackets is dialled only without the country before it, and
 * what comes after an extension's sign is for the person to key in.
 */
export function dialAddress(number: string): string {
  const main = number.replace(/\(0\)/g, '').replace(/(?:ext|dw|kl|x|#|,|;).*$/i, '')
  return `tel:${main.replaceAll(/[^+0-9*]/g, '')}`
}
