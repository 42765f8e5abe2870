/** Takes out of a mail's head who got it and by which way, for a reporter who is not to be known. */

const naming =
  /^(?:to|cc|bcc|delivered-to|x-original-to|x-delivered-to|envelope-to|x-envelope-to|apparently-to|resent-to|resent-cc|received|x-received|x-forwarded-to|x-forwarded-for|arc-[a-z-]+|x-ms-exchange-[a-z-]+|x-originating-ip|x-gm-[a-z-]+|list-unsubscribe|feedback-id|x-rcpt-to|disposition-notification-to|x-mailgun-[a-z-]+)$/iu

/** The head without those lines, the addresses they held blotted out in the rest; sender, subject and checks stay. */
export function withoutRecipients(bytes: Buffer): Buffer {
  // Latin 1 keeps every byte as it is.
  const text = bytes.toString('latin1')
  const split = /\r?\n\r?\n/u.exec(text)
  const head = split === null ? text : text.slice(0, split.index)
  const lines = head.split(/\r?\n(?![ \t])/u)
  const kept = lines.filter((line) => !isNaming(line))
  const rest = split === null ? '' : text.slice(split.index)
  const whole = kept.join('\r\n') + rest
  return Buffer.from(blotted(whole, addressesIn(lines.filter(isNaming))), 'latin1')
}

function isNaming(line: string): boolean {
  return line.startsWith('From ') || naming.test(line.slice(0, Math.max(0, line.indexOf(':'))).trim())
}

function addressesIn(lines: readonly string[]): string[] {
  const found = lines
    .filter((line) => !/^(?:received|arc-|x-received|list-|feedback)/iu.test(line))
    .join('\n')
    .slice(0, 20_000)
    .match(/[^\s<>"'(),;:[\]]{1,64}@[^\s<>"'(),;:[\]]{1,255}/gu)
  return [...new Set(found)].slice(0, 50)
}

function blotted(text: string, addresses: readonly string[]): string {
  return addresses.reduce((before, address) => {
    const pattern = address.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
    return before.replaceAll(new RegExp(pattern, 'giu'), '[recipient]')
  }, text)
}
