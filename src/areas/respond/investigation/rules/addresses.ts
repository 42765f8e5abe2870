/** Internet addresses in one spelling, and which of them belong to nobody outside. */

/** Dotted quad without leading zeros, which some tools read as octal; undefined when it is none. */
export function readIpv4(value: string): string | undefined {
  const parts = value.split('.')
  const isOctet = (part: string) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255
  return parts.length === 4 && parts.every(isOctet) ? value : undefined
}

/** RFC 5952 spelling; undefined when it is no IPv6 address. A zone (`%eth0`) is not part of an address. */
export function readIpv6(value: string): string | undefined {
  if (!/^[0-9a-f:.]{2,45}$/i.test(value) || (value.match(/:/g)?.length ?? 0) < 2) return undefined
  const url = `http://[${value}]`
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined
}

/** Private, loopback, link-local, reserved for documentation, multicast: RFC 1918, 4193, 5737, 6598, 6890. */
export function isInternalAddress(kind: string, value: string): boolean {
  if (kind === 'ipv6') return /^(::1?$|f[cd]|fe[89ab]|ff|2001:db8:)/.test(value)
  if (kind !== 'ipv4') return false
  const [a = 0, b = 0, c = 0] = value.split('.').map(Number)
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 100) return b >= 64 && b < 128
  if (a === 169) return b === 254
  if (a === 172) return b >= 16 && b < 32
  if (a === 192) return b === 168 || (b === 0 && (c === 0 || c === 2))
  return (
    (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) || (a === 203 && b === 0 && c === 113)
  )
}
