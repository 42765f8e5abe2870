import { createHash, createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto'

// A writer for the verifier's tests alone. It shares no code with the verifier or with the product's writer: the tree
// is the recursive definition of RFC 6962 section 2.1, while the verifier walks proofs from below.

export type Ref = [leaf: number, field: string]
type Opening = { field: string; leaf: number; salt: string; value: string }
export type Anchor = {
  at: string
  checkpoint: string
  data: string
  proof: string[]
  signature: string
  type: string
}
export type Bundle = {
  anchors: Anchor[]
  checkpoint: string
  format: string
  key: string
  leaves: { leaf: string; proof: string[] }[]
  openings: Opening[]
}
type NewLeaf = {
  stream: string
  kind: string
  at: string
  fields: Record<string, string>
  x?: Ref[]
  w?: Ref[]
}
type Written = { index: number; stream: string; text: string; hash: Buffer; openings: Opening[] }

/** One tenant's log with fixed salts and a signing key made from a seed: the same calls give the same bytes. */
export class TestLog {
  origin: string
  readonly leaves: Written[] = []
  private readonly seed: string

  constructor(origin: string, seed = 'muster test signing key') {
    this.origin = origin
    this.seed = seed
  }

  get key(): string {
    return `${this.origin}+${this.keyId().toString('hex')}+${Buffer.concat([Buffer.of(1), this.publicKey()]).toString('base64')}`
  }

  /** Appends a leaf and answers its index. `lie` replaces keys of the leaf before it is hashed, as a liar would. */
  append({ stream, kind, at, fields, x, w }: NewLeaf, lie: Record<string, unknown> = {}): number {
    const index = this.leaves.length
    const before = this.leaves.filter((leaf) => leaf.stream === stream)
    const openings = Object.entries(fields).map(([field, value]) => ({
      field,
      leaf: index,
      salt: sha256(`test-salt/${index}/${field}`).toString('base64'),
      value,
    }))
    const c = Object.fromEntries(openings.map((opening) => [opening.field, commit(opening)]))
    const p = before.at(-1)?.hash.toString('base64') ?? ''
    const plain = {
      c,
      i: index,
      k: kind,
      log: this.origin,
      n: before.length + 1,
      p,
      s: stream,
      t: at,
      v: 1,
      x,
      w,
    }
    const text = canonicalJson({ ...plain, ...lie })
    this.leaves.push({ index, stream, text, hash: sha256(Buffer.of(0), text), openings })
    return index
  }

  checkpoint(size = this.leaves.length): string {
    return this.sign(`${this.origin}\n${size}\n${this.root(size).toString('base64')}\n`)
  }

  /** A C2SP signed note over a text of any kind. */
  sign(text: string): string {
    const signature = Buffer.concat([this.keyId(), this.signature(text)])
    return `${text}\n\u2014 ${this.origin} ${signature.toString('base64')}\n`
  }

  root(size = this.leaves.length): Buffer {
    return treeHash(this.hashes(size))
  }

  proof(index: number, size = this.leaves.length): string[] {
    return path(index, this.hashes(size)).map((hash) => hash.toString('base64'))
  }

  consistency(older: number, size = this.leaves.length): string[] {
    return subproof(older, this.hashes(size), true).map((hash) => hash.toString('base64'))
  }

  anchor(entry: { type: string; at: string; data: Buffer; size: number; checkpoint?: string }): Anchor {
    const { type, at, data, size, checkpoint = this.checkpoint(size) } = entry
    return this.signAnchor({
      at,
      checkpoint,
      data: data.toString('base64'),
      proof: this.consistency(size),
      type,
    })
  }

  signAnchor(unsigned: Omit<Anchor, 'signature'>): Anchor {
    const signature = this.signature(`muster-anchor/1\0${canonicalJson(unsigned)}`).toString('base64')
    return { ...unsigned, signature }
  }

  /** The bundle of a stream; `hidden` are the fields that are not opened. */
  bundle(stream: string, hidden: Ref[] = [], anchors: Anchor[] = []): Bundle {
    const leaves = this.leaves.filter((leaf) => leaf.stream === stream)
    const isHidden = ({ leaf, field }: Opening) => hidden.some(([at, name]) => at === leaf && name === field)
    return {
      anchors,
      checkpoint: this.checkpoint(),
      format: 'muster-bundle/1',
      key: this.key,
      leaves: leaves.map(({ index, text }) => ({ leaf: text, proof: this.proof(index) })),
      openings: leaves
        .flatMap(({ openings }) => openings.toSorted(byField))
        .filter((opening) => !isHidden(opening)),
    }
  }

  private hashes(size: number): Buffer[] {
    return this.leaves.slice(0, size).map(({ hash }) => hash)
  }

  private signature(text: string): Buffer {
    return sign(null, Buffer.from(text), this.privateKey())
  }

  private keyId(): Buffer {
    return sha256(this.origin, '\n', Buffer.of(1), this.publicKey()).subarray(0, 4)
  }

  private publicKey(): Buffer {
    return createPublicKey(this.privateKey()).export({ format: 'der', type: 'spki' }).subarray(-32)
  }

  private privateKey() {
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), sha256(this.seed)])
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  }
}

export function bytesOf(bundle: unknown): Buffer {
  return Buffer.from(canonicalJson(bundle))
}

/** RFC 8785 for what the format holds; keys without a value are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

export function sha256(...parts: (Uint8Array | string)[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
}

function commit({ field, salt, value }: Opening): string {
  return createHmac('sha256', Buffer.from(salt, 'base64')).update(`tl1\0${field}\0${value}`).digest('base64')
}

function byField(a: Opening, b: Opening): number {
  return a.field < b.field ? -1 : 1
}

function treeHash(hashes: Buffer[]): Buffer {
  if (hashes.length === 0) return sha256()
  const [only] = hashes
  if (hashes.length === 1 && only !== undefined) return only
  const split = splitOf(hashes.length)
  return sha256(Buffer.of(1), treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split)))
}

function path(index: number, hashes: Buffer[]): Buffer[] {
  if (hashes.length <= 1) return []
  const split = splitOf(hashes.length)
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)]
  return index < split
    ? [...path(index, left), treeHash(right)]
    : [...path(index - split, right), treeHash(left)]
}

function subproof(older: number, hashes: Buffer[], isWhole: boolean): Buffer[] {
  if (older === hashes.length) return isWhole ? [] : [treeHash(hashes)]
  const split = splitOf(hashes.length)
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)]
  return older <= split
    ? [...subproof(older, left, isWhole), treeHash(right)]
    : [...subproof(older - split, right, false), treeHash(left)]
}

/** The largest power of two below the count. */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}
