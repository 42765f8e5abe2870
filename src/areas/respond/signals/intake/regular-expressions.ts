/** Regular expressions of strangers: run by an engine whose time is linear in the text, since the language's own is not. */
import { SigmaFault } from '../rules/sigma/condition.ts'
import type { Abilities } from '../rules/sigma/modifiers.ts'

/** Its time is linear in the text and in its own size: a repetition of repetitions would hold up every event. */
const mostSteps = 5000

/** Loaded when the first rule asks for it. What the engine does not know, looking around and back, no rule gets. */
export async function regexEngine(): Promise<Abilities['regex']> {
  const { RE2JS } = await import('re2js')
  return (pattern, { i, m, s }) => {
    const flags = (i ? RE2JS.CASE_INSENSITIVE : 0) | (m ? RE2JS.MULTILINE : 0) | (s ? RE2JS.DOTALL : 0)
    try {
      const compiled = RE2JS.compile(pattern, flags)
      if (compiled.programSize() > mostSteps)
        throw new SigmaFault('Its regular expression is too large to run on every event.')
      return (text) => compiled.matcher(text).find()
    } catch (error) {
      if (error instanceof SigmaFault) throw error
      const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : ''
      throw new SigmaFault(`Its regular expression does not run here (${why.slice(0, 160)}).`)
    }
  }
}
