/** Promises that a language model is asked only where whoever runs the program named its address and its name. */

export interface LanguageModelSettings {
  /** The address that is posted to, whole. */
  readonly url: string
  /** As people are told: name and port of the server. */
  readonly host: string
  readonly name: string
  readonly key: string | undefined
  /** How long an answer may take. */
  readonly seconds: number
  /** Letters that one question holds at most. */
  readonly letters: number
  /** It listens on this very machine: what it is asked stays here. */
  readonly isHere: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * @param refused makes the error that names a variable
 * @returns undefined where no address is set
 */
export function readLanguageModel(
  environment: Environment,
  refused: (sentence: string) => Error,
): LanguageModelSettings | undefined {
  const address = environment['MUSTER_MODEL_URL'] ?? ''
  const name = (environment['MUSTER_MODEL'] ?? '').trim()
  if (address === '' && name === '') return undefined
  if (address === '' || name === '')
    throw refused('MUSTER_MODEL_URL and MUSTER_MODEL belong together: set both, or none.')
  const url = readAddress(address)
  if (url === undefined)
    throw refused(
      `MUSTER_MODEL_URL is "${address}"; it must be an address like http://127.0.0.1:11434/v1, without a password in it.`,
    )
  if (name.length > 200) throw refused('MUSTER_MODEL is longer than 200 letters.')
  return {
    ...{ url: url.href, host: url.host, name, key: environment['MUSTER_MODEL_KEY'] || undefined },
    seconds: readNumber(environment['MUSTER_MODEL_SECONDS'], { usual: 120, least: 5, most: 600 }, (range) =>
      refused(`MUSTER_MODEL_SECONDS must be a number ${range}.`),
    ),
    letters: readNumber(
      environment['MUSTER_MODEL_LETTERS'],
      { usual: 16_000, least: 2000, most: 200_000 },
      (range) => refused(`MUSTER_MODEL_LETTERS must be a number ${range}.`),
    ),
    isHere: isLoopback(url.hostname),
  }
}

/** The base, as servers name it (`…/v1`), or the whole address. */
function readAddress(text: string): URL | undefined {
  try {
    const url = new URL(text)
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
    if (!isWeb || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
      return undefined
    const path = url.pathname.replace(/\/+$/, '')
    url.pathname = path.endsWith('/chat/completions') ? path : `${path}/chat/completions`
    return url
  } catch {
    return undefined
  }
}

function readNumber(
  text: string | undefined,
  { usual, least, most }: { readonly usual: number; readonly least: number; readonly most: number },
  refused: (range: string) => Error,
): number {
  if (text === undefined || text === '') return usual
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw refused(`from ${least} to ${most}`)
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
