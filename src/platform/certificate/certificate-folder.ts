/**
 * Promises the TLS files of the key folder: the authority made once, the server's certificate anew each time it is asked
 * for. They lie beside the other keys, and not in a folder of their own, so that a backup holds them.
 */
import { createPrivateKey, createPublicKey, randomUUID, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '../../base/refusal.ts'
import { errorCode, realDisk } from '../files/disk.ts'
import { readPrivate, refuseUnsafeFolder } from '../files/private-folder.ts'
import { issueAuthority, issueForServer, mayVouchFor, type Issued } from './issue.ts'
import { localNameOf, type LocalName } from './local-names.ts'

export interface LocalCertificate {
  readonly certFile: string
  readonly keyFile: string
  /** What the devices of the network are told to trust. */
  readonly authorityFile: string
  /** SHA-256 over the authority's certificate, in pairs, to compare by eye. */
  readonly fingerprint: string
  readonly names: readonly LocalName[]
  readonly notAfter: Date
  readonly isNewAuthority: boolean
}

/**
 * Makes or renews; the authority stays as long as it is good for another certificate.
 * @param typed names as a person typed them, the one that people open first
 * @throws Refusal `invalid` for a name that is not local, `conflict` for one the authority is not bound to
 */
export async function makeLocalCertificate(
  keysFolder: string,
  wanted: { readonly typed: readonly string[]; readonly now: Date; readonly newAuthority?: boolean },
): Promise<LocalCertificate> {
  const names = namesOf(wanted.typed)
  const folder = keysFolder
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await refuseUnsafeFolder(realDisk, folder)
  const known = wanted.newAuthority === true ? undefined : await readAuthority(folder)
  if (known !== undefined) refuseUnfit(known, names, wanted.now)
  const authority = known ?? (await issueAuthority(names, wanted.now))
  if (known === undefined) await place(folder, 'tls-authority', authority)
  const server = await issueForServer(authority, names, wanted.now)
  await place(folder, 'tls-server', server)
  return {
    certFile: join(folder, 'tls-server.crt'),
    keyFile: join(folder, 'tls-server.key'),
    authorityFile: join(folder, 'tls-authority.crt'),
    fingerprint: new X509Certificate(authority.certificate).fingerprint256,
    names,
    notAfter: new Date(new X509Certificate(server.certificate).validTo),
    isNewAuthority: known === undefined,
  }
}

/** When the certificate in this file ends. @throws when there is none in it */
export async function certificateEnd(certFile: string): Promise<Date> {
  return new Date(new X509Certificate(await readFile(certFile)).validTo)
}

/** The end of the server's certificate that lies here, where it has its key and is good now. */
export async function standingCertificate(keysFolder: string, now: Date): Promise<Date | undefined> {
  try {
    const read = (ending: string) => readFile(join(keysFolder, `tls-server.${ending}`), 'utf8')
    const certificate = new X509Certificate(await read('crt'))
    const end = new Date(certificate.validTo)
    const isFit = certificate.checkPrivateKey(createPrivateKey(await read('key')))
    return isFit && end > now ? end : undefined
  } catch {
    return undefined
  }
}

/** The name that the certificate here was made for first; undefined where there is none, or the machine alone. */
export function firstNameKept(keysFolder: string): string | undefined {
  try {
    const { subjectAltName = '' } = new X509Certificate(readFileSync(join(keysFolder, 'tls-server.crt')))
    const first = /^(?:DNS|IP Address):([^,\s]+)/u.exec(subjectAltName)?.[1]
    return first === 'localhost' || first === '127.0.0.1' ? undefined : first
  } catch {
    return undefined
  }
}

/** With the machine itself, so that a check on the host needs no other name. */
function namesOf(typed: readonly string[]): LocalName[] {
  if (typed.length === 0)
    refuse('invalid', 'Name the computer that Muster runs on: muster certificate --name muster.lan')
  const all = [...typed, 'localhost', '127.0.0.1'].map(localNameOf)
  return all.filter((name, index) => all.findIndex(({ value }) => value === name.value) === index)
}

async function readAuthority(folder: string): Promise<Issued | undefined> {
  const key = await readPrivate(realDisk, join(folder, 'tls-authority.key'))
  const certificate = await readFile(join(folder, 'tls-authority.crt'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
  // A key alone is what a crash between the two files leaves: nobody was told of it.
  if (certificate === undefined) return undefined
  if (key !== undefined && fit(certificate, key)) return { certificate, key }
  return refuse(
    'unavailable',
    `${join(folder, 'tls-authority.key')} is missing or does not belong to tls-authority.crt. Restore both, or make a new authority with --new-authority; every device must then trust the new one.`,
    { reason: 'authority_damaged' },
  )
}

function fit(certificate: string, key: string): boolean {
  try {
    const der = (text: Parameters<typeof createPublicKey>[0]) =>
      createPublicKey(text).export({ format: 'der', type: 'spki' })
    return der(key).equals(new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' }))
  } catch {
    return false
  }
}

function refuseUnfit({ certificate }: Issued, names: readonly LocalName[], now: Date): void {
  const stranger = names.find((name) => !mayVouchFor(certificate, name))
  if (stranger !== undefined)
    refuse(
      'conflict',
      `The authority that your devices trust was not made for the name ${stranger.value}. Use a name that ends in .local, .lan, .internal or .home.arpa, or make a new authority with --new-authority; every device must then trust the new one.`,
      { reason: 'authority_bound' },
    )
  if (new Date(new X509Certificate(certificate).validTo).getTime() - now.getTime() < 30 * 86_400_000)
    refuse(
      'conflict',
      'The authority that your devices trust is at the end of its five years. Make a new one with --new-authority, and let every device trust it.',
      { reason: 'authority_ends' },
    )
}

/** The key first: a certificate that stands there has its key. Each file appears whole or not at all. */
async function place(folder: string, name: string, { key, certificate }: Issued): Promise<void> {
  for (const [ending, text] of [
    ['key', key],
    ['crt', certificate],
  ] as const) {
    const draft = join(folder, `.${name}.${randomUUID()}`)
    try {
      await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true })
      await rename(draft, join(folder, `${name}.${ending}`))
    } finally {
      await rm(draft, { force: true })
    }
  }
}
