import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { faultsOf } from '../../platform/action.ts'
import { refuse } from '../../base/refusal.ts'
import { evaluateObligations } from '../../areas/register/obligations/contract.ts'
import { obligationsOf, type Answer } from '../../areas/register/obligations/public.ts'

/** More facts than a case can have; a file of this size is a mistake. */
const mostBytes = 2 * 1024 * 1024

/** Needs no installation and no database: one file `{ facts, now }`, YAML or JSON, is judged as the API would. */
export async function evaluateFacts(path: string, { json = false }: { json?: boolean }): Promise<void> {
  const parsed = evaluateObligations.input.safeParse(readCase(path, await readText(path)))
  if (!parsed.success)
    refuse('invalid', `${path} is not a case that can be judged.`, { faults: faultsOf(parsed.error) })
  const answer = obligationsOf(parsed.data.facts, new Date(parsed.data.now))
  process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : inWords(answer))
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => refuse('not_found', `${path} cannot be read.`))
  if (bytes.length > mostBytes) refuse('invalid', `${path} is larger than a case can be (2 MB).`)
  return bytes.toString('utf8')
}

function readCase(path: string, text: string): unknown {
  try {
    // Aliases are counted, so that a small file cannot become an endless one.
    return parse(text, { strict: true, uniqueKeys: true, maxAliasCount: 50 })
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    return refuse('invalid', `${path} is neither YAML nor JSON: ${why}`)
  }
}

function inWords({ duties, questions, disclaimer }: Answer): string {
  const lines = duties.map(({ key, dueAt, asap, projected, status, overdue, recipient, explanation }) => {
    const when = dueAt ?? (asap ? 'as soon as possible' : 'no instant yet')
    const marks = [status, ...(projected ? ['projected'] : []), ...(overdue ? ['overdue'] : [])].join(', ')
    const source = `${explanation.citation}${explanation.confirmed ? '' : ', unconfirmed'}`
    return `${when}  ${key}  ${recipient.name}  (${marks}; ${source})`
  })
  const open = questions.map(({ fact, meaning, keys }) => `? ${fact}: ${meaning} (settles ${keys.length})`)
  return `${[...lines, ...open, disclaimer].join('\n')}\n`
}
