/** Promises one spelling for internet addresses, and to know which of them belong to nobody outside. */

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

/**
 * What belongs to nobody outside, by itself or as the host of a link or a mailbox: private, loopback, link-local, reserved
 * for documentation, multicast (RFC 1918, 4193, 5737, 6598, 6890), and names that no public DNS answers (RFC 6762, 8375).
 */
export function isInternalAddress(kind: string, value: string): boolean {
  switch (kind) {
    case 'ipv4':
      return isInternalIpv4(value)
    case 'ipv6':
      return isInternalIpv6(value)
    case 'domain':
      return isInternalName(value)
    case 'email':
      return isInternalName(value.slice(value.lastIndexOf('@') + 1))
    case 'url':
      return URL.canParse(value) && isInternalHost(new URL(value).hostname.replace(/^\[|\]$/g, ''))
    default:
      return false
  }
}

function isInternalHost(host: string): boolean {
  if (readIpv4(host) !== undefined) return isInternalIpv4(host)
  return host.includes(':') ? isInternalIpv6(host) : isInternalName(host)
}

const internalEndings =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/

function isInternalName(name: string): boolean {
  return internalEndings.test(name.toLowerCase())
}

/** In the spelling of RFC 5952. An IPv4 address inside one (mapped, or through NAT64) is judged as itself. */
function isInternalIpv6(value: string): boolean {
  const [, high, low] = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(value) ?? []
  if (high !== undefined && low !== undefined) {
    const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
    return isInternalIpv4([a >> 8, a & 255, b >> 8, b & 255].join('.'))
  }
  return /^(?:::1?$|f[cdf][0-9a-f]{2}:|fe[89a-f][0-9a-f]:|2001:db8:)/.test(value)
}

function isInternalIpv4(value: string): boolean {
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
