import { readFileSync } from 'node:fs'
import { verifyBundle } from './bundle.ts'
import { writeAnchors } from './write-anchors.ts'
import { jsonOf, reportOf, shown } from './report.ts'

/** Where the program writes; `main.ts` gives the standard streams. */
export type Output = { out: (text: string) => void; error: (text: string) => void }

/**
 * `<bundle.json> --key <key file> [--json] [--show] [--anchors <folder>]`, without the program's own name. Answers the exit code:
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
  const key = readOrSay(wanted.key, 'key', output)
  if (bundle === undefined || key === undefined) return 2
  const verdict = verifyBundle(bundle, key.toString('utf8'))
  output.out(wanted.isJson ? jsonOf(verdict) : reportOf(verdict, { isTimelineShown: wanted.isTimelineShown }))
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

type Wanted = { bundle: string; key: string; isJson: boolean; isTimelineShown: boolean; anchors?: string }

const usage = `Usage: muster-verify <bundle.json> --key <key file> [--json] [--show] [--anchors <folder>]

Checks a muster-bundle/1 file without server or network. The key file holds the one line that the installation
gives out at /api/v1/ledger/key. Get it by another way than the bundle: over the phone, on paper, at an earlier visit.

  --json   the verdict as one JSON document, timeline included
  --show   the timeline below the verdict
  --anchors <folder>
           of a verified bundle, each trace and its checkpoint as files, and how openssl checks a timestamp

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
    else if (argument === '--anchors' && wanted.anchors === undefined) {
      const folder = args[(at += 1)]
      if (!folder) return undefined
      wanted.anchors = folder
    } else if (!argument.startsWith('-') && wanted.bundle === undefined) wanted.bundle = argument
    else return undefined
  }
  const { bundle, key, anchors, isJson = false, isTimelineShown = false } = wanted
  return bundle && key ? { bundle, key, isJson, isTimelineShown, ...(anchors && { anchors }) } : undefined
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
