import type * as z from 'zod'
import type { Say } from './text.ts'

/**
 * What is wrong with the values of a form, by path. A sentence that the schema brings wins;
 * else the zod issue is put into words of ours. Empty text counts as not given.
 */
export function faultsOf(schema: z.ZodObject, values: object, say: Say): ReadonlyMap<string, string> {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const read = schema.safeParse(given, { error: (issue) => sentenceOf(issue, say) })
  if (read.success) return new Map()
  // The first sentence at a place is the one to show.
  return new Map(read.error.issues.toReversed().map((issue) => [issue.path.join('.'), issue.message]))
}

function sentenceOf(issue: z.core.$ZodRawIssue, say: Say): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return say('form.missing')
      return issue.expected === 'number' || issue.expected === 'int'
        ? say('form.number')
        : say('form.unfitting')
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return say('form.missing')
      return say(issue.origin === 'string' ? 'form.tooShort' : 'form.tooSmall', {
        count: Number(issue.minimum),
      })
    case 'too_big':
      return say(issue.origin === 'string' ? 'form.tooLong' : 'form.tooBig', { count: Number(issue.maximum) })
    case 'invalid_format':
      return say(
        issue.format === 'email' ? 'form.email' : issue.format === 'url' ? 'form.url' : 'form.unfitting',
      )
    case 'invalid_value':
      return say('form.choose')
    default:
      return say('form.unfitting')
  }
}
