import { makeLocalCertificate, type LocalCertificate } from '../../platform/certificate/certificate-folder.ts'
import { configHere } from './house.ts'

interface CertificateOptions {
  readonly name: readonly string[]
  readonly newAuthority?: boolean
  readonly json?: boolean
}

/** `muster certificate`: HTTPS on the local network, without a public name and without anybody outside. */
export async function makeCertificate({ name, newAuthority, json }: CertificateOptions): Promise<void> {
  const { keysFolder, port } = configHere()
  const made = await makeLocalCertificate(keysFolder, {
    typed: name,
    now: new Date(),
    newAuthority: newAuthority === true,
  })
  const address = addressOf(made, port)
  if (json === true) {
    const names = made.names.map(({ value }) => value)
    process.stdout.write(
      `${JSON.stringify({ ...made, names, notAfter: made.notAfter.toISOString(), address })}\n`,
    )
    return
  }
  process.stdout.write(
    [settings(made, address), made.isNewAuthority ? trust(made) : renewed(made), ''].join('\n'),
  )
}

function addressOf({ names }: LocalCertificate, port: number): string {
  const host = names[0]?.value ?? 'localhost'
  return new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`).origin
}

function settings(made: LocalCertificate, address: string): string {
  const lines = [
    `The certificate is made, for ${made.names.map(({ value }) => value).join(', ')}. It ends on ${made.notAfter.toISOString().slice(0, 10)}; muster doctor warns thirty days before.`,
    '',
    '1. Start Muster with these settings:',
    `     MUSTER_TLS_CERT=${made.certFile}`,
    `     MUSTER_TLS_KEY=${made.keyFile}`,
    '     MUSTER_HOST=0.0.0.0',
    `     MUSTER_URL=${address}`,
    `   Everybody opens ${address} then; sign-in is bound to that one name.`,
  ]
  if (made.names[0]?.kind === 'ip')
    lines.push(
      '   LOOK: browsers make no passkeys for a bare address. Give the computer a name, and name it first.',
    )
  return lines.join('\n')
}

/** For `muster serve`, which made it by itself: what people open, and what each device has to trust once. */
export function guideOf(made: LocalCertificate, url: string): string {
  const address = /^https:\/\/(?:\[|[\d.]+(?::|$))/u.test(url)
    ? '\n   LOOK: browsers make no passkeys for a bare address. Give the computer a name, and set MUSTER_URL to it.'
    : ''
  const named = `People open ${url}. Where your network knows this computer by another name, set MUSTER_URL to it.${address}`
  return made.isNewAuthority ? `${named}\n${trust(made)}` : `${named}\n`
}

function renewed(made: LocalCertificate): string {
  return [
    '',
    '2. Start Muster again. The authority is the one your devices trust already; nothing is to be done there.',
    `   Its fingerprint (SHA-256): ${made.fingerprint}`,
    '',
  ].join('\n')
}

function trust({ authorityFile, fingerprint }: LocalCertificate): string {
  return `
2. Let each device trust the authority. Carry this one file there by hand, on a stick or by AirDrop, not by mail:
     ${authorityFile}
   Never hand on a file that ends in .key. Compare the fingerprint (SHA-256) that the device shows:
     ${fingerprint}
   The authority can vouch for names of a local network alone, never for a bank or a mail provider.

   Windows   Double-click the file, Install Certificate, Local Machine, "Place all certificates in the following
             store", Trusted Root Certification Authorities.
   macOS     Double-click the file, add it to the System keychain; open it there, Trust, "When using this
             certificate: Always Trust".
   iPhone    Open the file, then Settings, Profile Downloaded, Install. Afterwards Settings, General, About,
             Certificate Trust Settings: switch it on.
   Android   Settings, Security, Encryption & credentials, Install a certificate, CA certificate.
   Linux     Debian, Ubuntu: sudo cp tls-authority.crt /usr/local/share/ca-certificates/muster.crt, then
             sudo update-ca-certificates. Fedora: sudo trust anchor tls-authority.crt.
             Firefox everywhere: Settings, Privacy & Security, View Certificates, Authorities, Import.

3. To renew, run the same command again before the end, or start Muster anew where it made the certificate by itself.
   The authority stays, so no device is touched.
`
}
