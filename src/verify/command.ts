import { readFileSync } from 'node:fs'
import { type Verdict, verifyBundle } from './bundle.ts'
import { type Certificate, certificatesOf } from './certificate.ts'
import { copyReport, isOfflineCopy, verifyCopy } from './offline-copy.ts'
import { writeAnchors } from './write-anchors.ts'
import { jsonOf, reportOf, shown } from './report.ts'

/** Where the program writes; `main.ts` gives the standard streams. */
export type Output = { out: (text: string) => void; error: (text: string) => void }

/**
 * `<bundle.json> --key <key file> [--json] [--show] [--anchors <folder>] [--tsa-ca <file>]`, or `<copy.html> --key <key file> --passphrase
 * <file> [--json]`, without the program's own name. Answers the exit code:
 * 0 verified, 1 refused, 2 wrong use or an unreadable file.
 */
export function runVerify(args: readonly string[], output: Output): 0 | 1 | 2 {
  const wanted = readArguments(args)
  if (wanted === 'help') {
    output.out(usage)
    return 0
  }
  if (wanted === undefined) {
    output.error(usage)
    return 2
  }
  const bundle = readOrSay(wanted.bundle, 'bundle', output)
  const key = keyLine.test(wanted.key) ? Buffer.from(wanted.key) : readOrSay(wanted.key, 'key', output)
  if (bundle === undefined || key === undefined) return 2
  if (isOfflineCopy(bundle)) return runCopy(bundle, key, wanted, output)
  const authorities = readAuthorities(wanted, output)
  if (authorities === undefined) return 2
  const verdict = verifyBundle(bundle, key.toString('utf8'), authorities)
  output.out(wanted.isJson ? jsonOf(verdict) : reportOf(verdict, { isTimelineShown: wanted.isTimelineShown }))
  if (!wanted.isJson && authorities.length > 0 && !isStamped(verdict))
    output.out('NO TIMESTAMP is in this bundle: nothing leads to the certificates that you gave.\n')
  if (wanted.anchors !== undefined && verdict.verdict === 'VERIFIED') {
    const written = writeAnchors(verdict.anchors, wanted.anchors)
    if ('failure' in written) {
      output.error(written.failure)
      return 2
    }
    if (!wanted.isJson) output.out(written.said)
  }
  return verdict.verdict === 'VERIFIED' ? 0 : 1
}

/** A refused bundle says nothing about its timestamps, and needs no other sentence. */
function isStamped(verdict: Verdict): boolean {
  return verdict.verdict === 'FAIL' || verdict.anchors.some(({ type }) => type === 'rfc3161')
}

/** None where none were named; undefined where the file holds none that can be read, which is said. */
function readAuthorities({ tsaCa }: Wanted, output: Output): Certificate[] | undefined {
  if (tsaCa === undefined) return []
  const pem = readOrSay(tsaCa, 'certificate', output)
  if (pem === undefined) return undefined
  const found = certificatesOf(pem.toString('latin1'))
  if (found === undefined)
    output.error(
      'The certificate file holds no certificate that can be read. Give it in PEM: lines between BEGIN CERTIFICATE and END CERTIFICATE.\n',
    )
  return found
}

/** A verifier key line in place of the file that holds it: as the page of the record shows it, ready to be copied. */
const keyLine = /^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$/

function runCopy(copy: Buffer, key: Buffer, wanted: Wanted, output: Output): 0 | 1 | 2 {
  if (wanted.passphrase === undefined) {
    output.error('This is an offline copy. Give the file that holds its passphrase: --passphrase <file>\n')
    return 2
  }
  if (wanted.tsaCa !== undefined) {
    output.error('An offline copy holds no timestamps. Leave --tsa-ca away, or give the bundle.\n')
    return 2
  }
  const passphrase = readOrSay(wanted.passphrase, 'passphrase', output)
  if (passphrase === undefined) return 2
  const verdict = verifyCopy(copy.toString('utf8'), passphrase.toString('utf8'), key.toString('utf8'))
  output.out(wanted.isJson ? jsonOf(verdict) : copyReport(verdict))
  return verdict.verdict === 'VERIFIED' ? 0 : 1
}

type Wanted = {
  bundle: string
  key: string
  isJson: boolean
  isTimelineShown: boolean
  anchors?: string
  passphrase?: string
  tsaCa?: string
}

const usage = `Usage: muster-verify <bundle.json> --key <key file> [--json] [--show] [--anchors <folder>] [--tsa-ca <file>]
       muster-verify <copy.html> --key <key file> --passphrase <file> [--json]

Checks a muster-bundle/1 file, or the words of an offline copy, without server or network. The key file holds the one line that the installation
gives out at /api/v1/ledger/key; the line itself will do as well. Get it by another way than the bundle: over the phone, on paper, at an earlier visit.

  --json   the verdict as one JSON document, timeline included
  --show   the timeline below the verdict
  --passphrase <file>
           instead of a bundle, an offline copy (.html) and the passphrase that opens it; /dev/stdin to type it
  --anchors <folder>
           of a verified bundle, each trace and its checkpoint as files, and how openssl checks a timestamp
  --tsa-ca <file>
           certificates (PEM) of the timestamp authorities that you trust, from the authorities themselves; a bundle
           with a timestamp that does not lead to one of them is refused

Exit code: 0 verified, 1 refused, 2 wrong use or an unreadable file.
`

function readArguments(args: readonly string[]): Wanted | 'help' | undefined {
  if (args.includes('--help') || args.includes('-h')) return 'help'
  const wanted: Partial<Wanted> = {}
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? ''
    if (argument === '--json') wanted.isJson = true
    else if (argument === '--show') wanted.isTimelineShown = true
    else if (argument === '--key' && wanted.key === undefined) wanted.key = args[(at += 1)]
    else if (argument.startsWith('--key=') && wanted.key === undefined)
      wanted.key = argument.slice('--key='.length)
    else if (argument === '--passphrase' && wanted.passphrase === undefined) {
      const file = args[(at += 1)]
      if (!file) return undefined
      wanted.passphrase = file
    } else if (argument === '--tsa-ca' && wanted.tsaCa === undefined) {
      const file = args[(at += 1)]
      if (!file) return undefined
      wanted.tsaCa = file
    } else if (argument === '--anchors' && wanted.anchors === undefined) {
      const folder = args[(at += 1)]
      if (!folder) return undefined
      wanted.anchors = folder
    } else if (!argument.startsWith('-') && wanted.bundle === undefined) wanted.bundle = argument
    else return undefined
  }
  const { bundle, key, anchors, passphrase, tsaCa, isJson = false, isTimelineShown = false } = wanted
  if (!bundle || !key) return undefined
  return {
    bundle,
    key,
    isJson,
    isTimelineShown,
    ...(anchors && { anchors }),
    ...(passphrase && { passphrase }),
    ...(tsaCa && { tsaCa }),
  }
}

function readOrSay(path: string, what: string, output: Output): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    output.error(shown(`The ${what} file cannot be read: ${why}`) + '\n')
    return undefined
  }
}
