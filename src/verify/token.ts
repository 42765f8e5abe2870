import {
  type Algorithm,
  algorithmOf,
  inside,
  integerOf,
  need,
  octetsOf,
  oidOf,
  only,
  type Part,
  readable,
  taken,
  tags,
  timeOf,
  Unreadable,
} from './der.ts'

/** A timestamp token (RFC 3161) taken apart. Nothing of it is checked here: that is for `token-check.ts`. */
export interface Token {
  readonly contentType: string
  /** The TSTInfo as it was digested, and what stands in it. */
  readonly content: Buffer
  readonly info: StampInfo
  /** Certificates that came with the token, in DER. */
  readonly certificates: readonly Buffer[]
  readonly signer: Signer
  /** What stands in the token beside what is signed, in words. */
  readonly uncovered: readonly string[]
}

interface StampInfo {
  readonly policy: string
  readonly imprint: { readonly algorithm: Algorithm; readonly digest: Buffer }
  readonly stampedAt: string
  readonly nonce: string | undefined
  readonly hasExtensions: boolean
}

interface Signer {
  readonly issuer: Part
  readonly serial: string
  readonly digest: Algorithm
  /** As they stand in the token, in the order of DER; undefined where nothing but the content is signed. */
  readonly attributes: Part | undefined
  readonly algorithm: Algorithm
  readonly signature: Buffer
}

/** Undefined where the bytes are no token in DER with one signer who is named by issuer and serial. */
export function readToken(bytes: Uint8Array): Token | undefined {
  return readable(() => tokenOf(Buffer.from(bytes)))
}

const signedDataOid = '1.2.840.113549.1.7.2'

/** ContentInfo, in it SignedData (RFC 5652 sections 3 and 5.1), in it TSTInfo and one SignerInfo. */
function tokenOf(bytes: Buffer): Token {
  const [type, wrapped, ...beside] = inside(only(bytes, tags.sequence), tags.sequence)
  refuseUnless(oidOf(type) === signedDataOid && beside.length === 0)
  const parts = inside(only(need(wrapped, tags.explicit(0)).value, tags.sequence), tags.sequence)
  refuseUnless(integerOf(parts.shift()) === '03')
  const digests = inside(parts.shift(), tags.set).map((part) => algorithmOf(part))
  const [contentType, content, ...more] = inside(parts.shift(), tags.sequence)
  refuseUnless(more.length === 0)
  const certificates = taken(parts, tags.explicit(0))
  const lists = taken(parts, tags.explicit(1))
  const signers = inside(parts.shift(), tags.set)
  refuseUnless(parts.length === 0 && signers.length === 1)
  const { signer, isAdorned } = signerOf(signers[0])
  const [digest, ...others] = digests
  refuseUnless(others.length === 0 && digest?.oid === signer.digest.oid && digest.parameters === undefined)
  const octets = contentOf(content)
  return {
    contentType: oidOf(contentType),
    content: octets,
    info: infoOf(octets),
    certificates: certificates === undefined ? [] : certificatesIn(certificates),
    signer,
    uncovered: [
      ...(lists === undefined ? [] : ['lists of revoked certificates']),
      ...(isAdorned ? ['attributes outside the signature'] : []),
    ],
  }
}

function refuseUnless(condition: boolean): asserts condition {
  if (!condition) throw new Unreadable()
}

function contentOf(part: Part | undefined): Buffer {
  const [octets, ...more] = inside(part, tags.explicit(0))
  refuseUnless(more.length === 0)
  return octetsOf(octets)
}

/** More than any authority sends; so that no token can make a search for its chain long. */
const mostCertificates = 16

/** Other forms of certificates than X.509 are passed over: nobody stamps with them. */
function certificatesIn(part: Part): Buffer[] {
  const found = inside(part, tags.explicit(0))
  refuseUnless(found.length <= mostCertificates)
  return found.filter(({ tag }) => tag === tags.sequence).map(({ whole }) => whole)
}

function signerOf(part: Part | undefined): { signer: Signer; isAdorned: boolean } {
  const parts = inside(part, tags.sequence)
  refuseUnless(integerOf(parts.shift()) === '01')
  const [issuer, serial, ...more] = inside(parts.shift(), tags.sequence)
  refuseUnless(more.length === 0)
  const digest = algorithmOf(parts.shift())
  const attributes = taken(parts, tags.explicit(0))
  if (attributes !== undefined) refuseUnless(isOrdered(inside(attributes, tags.explicit(0))))
  const algorithm = algorithmOf(parts.shift())
  const signature = need(parts.shift(), tags.octets).value
  const isAdorned = taken(parts, tags.explicit(1)) !== undefined
  refuseUnless(parts.length === 0 && digest.parameters === undefined)
  const name = need(issuer, tags.sequence)
  return {
    signer: { issuer: name, serial: integerOf(serial), digest, attributes, algorithm, signature },
    isAdorned,
  }
}

/** The order of a SET OF in DER (X.690 section 11.6): without it the bytes that were signed would have to be guessed. */
function isOrdered(parts: readonly Part[]): boolean {
  return parts.every(
    (part, at) => at === 0 || Buffer.compare(parts[at - 1]?.whole ?? part.whole, part.whole) <= 0,
  )
}

/** RFC 3161 section 2.4.2. */
function infoOf(content: Buffer): StampInfo {
  const parts = inside(only(content, tags.sequence), tags.sequence)
  refuseUnless(integerOf(parts.shift()) === '01')
  const policy = oidOf(parts.shift())
  const [algorithm, digest, ...more] = inside(parts.shift(), tags.sequence)
  refuseUnless(more.length === 0)
  integerOf(parts.shift())
  const stampedAt = timeOf(need(parts.shift(), tags.time))
  taken(parts, tags.sequence)
  taken(parts, tags.boolean)
  const nonce = taken(parts, tags.integer)
  taken(parts, tags.explicit(0))
  const extensions = taken(parts, tags.explicit(1))
  refuseUnless(parts.length === 0)
  return {
    policy,
    imprint: { algorithm: algorithmOf(algorithm), digest: need(digest, tags.octets).value },
    stampedAt,
    nonce: nonce === undefined ? undefined : integerOf(nonce),
    hasExtensions: extensions !== undefined,
  }
}
