/**
 * Promises one question to a server that speaks `/v1/chat/completions`, in bounds of time and size: no tool is offered,
 * no redirect is followed, and what goes wrong has a name of a closed list.
 */
import type { Egress } from '../egress.ts'
import { exchange } from '../exchange.ts'
import { readModelAnswer, type AnswerTrouble, type ModelAnswer } from './read-answer.ts'
import type { LanguageModelSettings } from './settings.ts'

/** The two messages of one question. */
export interface Question {
  readonly system: string
  readonly user: string
}

export type LanguageModel = Omit<LanguageModelSettings, 'key' | 'url'> & {
  /** Asks once. Never throws for what the network or the other side does. */
  readonly ask: (question: Question) => Promise<ModelAnswer>
}

/** A streamed answer wraps each of its syllables in some two hundred bytes. */
const answerBytes = 4 * 1024 * 1024
/** Thinking aloud counts as well, where a model does that. */
const mostTokens = 4000

/** @param egress the guarded way out, with the operator's own choice opened in it */
export function languageModelOf(settings: LanguageModelSettings, egress: Egress): LanguageModel {
  const { url, key, ...known } = settings
  return {
    ...known,
    ask: async ({ system, user }) => {
      const found = await exchange(egress, {
        method: 'POST',
        url: new URL(url),
        headers: {
          accept: 'text/event-stream, application/json',
          'content-type': 'application/json',
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify({
          model: settings.name,
          messages: [
            { role: 'system', content: system },
            { role: 'user', content: user },
          ],
          ...{ stream: true, temperature: 0.2, max_tokens: mostTokens },
          response_format: { type: 'json_object' },
        }),
        bytes: answerBytes,
        timeoutMillis: settings.seconds * 1000,
      })
      if (found.state === 'unsent') return { trouble: found.trouble }
      if (found.state === 'broken_off') return { trouble: 'broken_off' }
      const trouble = troubleOf(found.status)
      if (trouble !== undefined) return { trouble }
      if (found.isCut) return { trouble: 'too_long' }
      return readModelAnswer(found.mediaType, found.body.toString('utf8'))
    },
  }
}

function troubleOf(status: number): AnswerTrouble | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) return 'redirect'
  if (status === 401 || status === 403) return 'key'
  if (status === 404) return 'unknown_model'
  if (status === 413) return 'too_long'
  if (status === 429 || status === 503) return 'busy'
  return status >= 500 ? 'failing' : 'status'
}
