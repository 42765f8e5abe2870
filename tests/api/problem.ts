import { refusalKinds } from '../../src/base/refusal.ts'
import type { Answer } from '../guards/town/send.ts'

const statuses = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503]

/** Words that come out of machinery: of the database, of its driver, of a stack. */
const machinery =
  /syntax error|invalid input|invalid byte|violates|relation "|column "|pg_|\bSELECT\b|\bINSERT\b|node_modules|\.ts:\d|at \w+ \(/

/**
 * What is wrong with this answer as a refusal; undefined when it is one of the closed list, in words that help.
 * @param names what a sender called somebody or something; a sentence may begin with it, as it may with "Anna"
 */
export function whyNoRefusal(
  { status, headers, text }: Answer,
  names: readonly string[] = [],
): string | undefined {
  if (!statuses.includes(status)) return `${status} is not of the closed list`
  if (!/^application\/problem\+json(; charset=utf-8)?$/.test(headers.get('content-type') ?? ''))
    return `${status} as ${headers.get('content-type')}`
  if (headers.get('access-control-allow-origin') !== null) return 'it invites other sites'
  if (machinery.test(text)) return `it speaks of machinery: ${text}`
  try {
    // Every field is looked at below.
    const { kind, detail, title, status: said } = JSON.parse(text) as Record<string, unknown>
    if (said !== status) return `it says ${String(said)} in a ${status}`
    // Widened, so that anything may be looked up.
    if (!(refusalKinds as readonly unknown[]).includes(kind)) return `its kind is ${String(kind)}`
    if (typeof title !== 'string' || title === '') return 'it has no title'
    if (typeof detail !== 'string' || !/^[A-Z].{8,}\.$/s.test(behind(names, detail)))
      return `it holds no sentence: ${String(detail)}`
    return undefined
  } catch {
    return 'it is not JSON'
  }
}

/** What is wrong with the answer to a hostile request: done as asked, or refused in words, and nothing else. */
export function whyNotHandled(answer: Answer, names: readonly string[] = []): string | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined
  return whyNoRefusal(answer, names)
}

/** The sentence with "Anna" in the place of the name that it begins with. */
function behind(names: readonly string[], detail: string): string {
  const name = names.find((one) => one.length > 3 && detail.startsWith(`${one} `))
  return name === undefined ? detail : `Anna${detail.slice(name.length)}`
}
