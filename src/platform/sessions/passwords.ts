/** Promises that passwords are kept as argon2id only, that weak ones are refused, and that hashing never floods the machine. */
import { hash, verify } from '@node-rs/argon2'
import { refuse } from '../../base/refusal.ts'

const fewestCharacters = 12
const mostCharacters = 200
/** Anything longer is refused before it is looked at; 200 characters never need more UTF-16 units. */
export const longestPasswordUnits = 1024
/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const hashesAtOnce = 4
const longestQueue = 64

/** Words that open the lists of leaked passwords; alone, repeated or with digits around them they protect nobody. */
const commonWords = `
  password passwort passwd kennwort letmein welcome willkommen admin administrator qwerty qwertz
  qwertyuiop qwertzuiop azerty azertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm yxcvbnm qazwsx qazwsxedc
  iloveyou ichliebedich monkey dragon football fussball baseball basketball sunshine princess princesa
  superman batman master michael jennifer charlie shadow computer internet secret geheim trustno hello
  hallo starwars pokemon whatever freedom changeme default login root test user guest summer sommer
  winter spring autumn herbst company firma server muster abc abcdef abcdefgh abcdefghijkl
  correcthorsebatterystaple loveyou mypassword unknown
`
  .trim()
  .split(/\s+/)
const leetLetters: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm']

/** What an outsider would try first, besides the common words. */
export interface PasswordOwner {
  readonly email: string
  readonly name: string
}

/** Refuses with `invalid` and a sentence for the person, unless the password may be used. */
export function refuseWeakPassword(password: string, owner: PasswordOwner, path = 'password'): void {
  const message = weaknessOf(password, owner)
  if (message === undefined) return
  refuse('invalid', message, { faults: [{ path, message }], reason: 'weak_password' })
}

/** Whether a text can be anyone's password at all; what cannot is not worth a hash. */
export function canBePassword(password: string): boolean {
  return password !== '' && password.length <= longestPasswordUnits && !password.includes('\u0000')
}

/** Hashes passwords a few at a time; one for the whole process, since its processor is one. */
export interface PasswordHasher {
  /**
   * The argon2id hash in PHC form. The password is brought to NFKC first (NIST SP 800-63B section 5.1.1.2),
   * so that it is the same from every keyboard.
   * @throws Refusal `unavailable` when more are waiting than the machine can soon serve
   */
  hash(password: string): Promise<string>
  /** Whether a password belongs to a hash; false for a hash that cannot be read. Refuses like `hash`. */
  verify(stored: string, password: string): Promise<boolean>
}

/** A hasher with its own queue. */
export function createPasswordHasher(): PasswordHasher {
  const inTurn = createQueue()
  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFKC'), cost)),
    verify: (stored, password) => inTurn(() => verify(stored, password.normalize('NFKC')).catch(() => false)),
  }
}

function weaknessOf(password: string, owner: PasswordOwner): string | undefined {
  if (password.length > longestPasswordUnits) return `Use at most ${mostCharacters} characters.`
  if (password.includes('\u0000')) return 'Leave out the character NUL.'
  const normalised = password.normalize('NFKC')
  const length = Array.from(normalised).length
  if (length < fewestCharacters)
    return `Use at least ${fewestCharacters} characters; four random words do well.`
  if (length > mostCharacters) return `Use at most ${mostCharacters} characters.`
  const lower = normalised.toLowerCase()
  if (new Set(lower).size < 5) return 'Use more different characters; four random words do well.'
  if (isCommon(lower, ownWords(owner)))
    return 'This is among the first passwords an attacker tries. Take four random words.'
  return undefined
}

function ownWords({ email, name }: PasswordOwner): string[] {
  const words = [email, ...email.split(/[@.+_-]/), name, ...name.split(/\s+/)]
  return words
    .map((word) => lettersOf(word.normalize('NFKC').toLowerCase()))
    .filter((word) => word.length >= 3)
}

/** True when nothing is left but known words, runs of the keyboard, and digits or signs around them. */
function isCommon(lower: string, own: readonly string[]): boolean {
  const words = [...commonWords, ...own].toSorted((a, b) => b.length - a.length)
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const spellings = [lower, core.replace(/./gu, (letter) => leetLetters[letter] ?? letter)]
  return spellings.some((spelling) => {
    let rest = spelling
    for (const run of runsIn(rest)) rest = rest.replace(run, ' ')
    for (const word of words) rest = rest.replaceAll(word, ' ')
    return lettersOf(rest).length < 4
  })
}

function runsIn(text: string): string[] {
  const found: string[] = []
  for (const row of [...rows, ...rows.map((letters) => Array.from(letters).toReversed().join(''))])
    for (let length = row.length; length >= 4; length--)
      for (let start = 0; start + length <= row.length; start++) {
        const run = row.slice(start, start + length)
        if (text.includes(run)) found.push(run)
      }
  return found
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, '')
}

function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < hashesAtOnce) running++
    else {
      if (waiting.length >= longestQueue)
        refuse('unavailable', 'Too many people are signing in. Try again in a few seconds.', {
          retryAfterSeconds: 5,
        })
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    try {
      return await work()
    } finally {
      // A waiting caller takes over the place, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
