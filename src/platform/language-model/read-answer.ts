/** Promises the words of a model's answer, streamed or whole, or why there are none; its thinking aloud is no part of it. */
import * as z from 'zod'
import type { EgressTrouble } from '../egress.ts'

/** What of the answer went wrong. */
export type AnswerTrouble =
  | 'broken_off'
  | 'redirect'
  | 'key'
  | 'unknown_model'
  | 'busy'
  | 'status'
  | 'failing'
  | 'too_long'
  | 'unreadable'
  | 'empty'

export type ModelAnswer = { readonly text: string } | { readonly trouble: AnswerTrouble | EgressTrouble }

const Choice = z.object({
  delta: z.object({ content: z.string().nullish() }).nullish(),
  message: z.object({ content: z.string().nullish() }).nullish(),
  finish_reason: z.string().nullish(),
})
const Part = z.object({ choices: z.array(Choice).nullish(), error: z.unknown().optional() })
type Part = z.infer<typeof Part>

/** Some servers answer whole although a stream was asked for, and some name no type. */
export function readModelAnswer(mediaType: string, body: string): ModelAnswer {
  const isStream = mediaType.startsWith('text/event-stream') || /^\s*(?::[^\n]*\n\s*)*data:/.test(body)
  return isStream ? readStream(body) : readWhole(body)
}

function readWhole(body: string): ModelAnswer {
  const part = readPart(body)
  if (part === undefined) return { trouble: 'unreadable' }
  if (hasFailed(part)) return { trouble: 'failing' }
  const choice = part.choices?.[0]
  if (choice === undefined) return { trouble: 'unreadable' }
  if (choice.finish_reason === 'length') return { trouble: 'too_long' }
  return said(choice.message?.content ?? '')
}

/** Lines that begin with `data:`; the last says `[DONE]`, and without an end of either kind it broke off. */
function readStream(body: string): ModelAnswer {
  let text = ''
  let hasEnded = false
  for (const line of body.split(/\r\n|\n|\r/)) {
    // llama.cpp says so in a field of its own when it fails half-way.
    if (line.startsWith('error:')) return { trouble: 'failing' }
    if (!line.startsWith('data:')) continue
    const data = line.slice('data:'.length).trim()
    if (data === '[DONE]') {
      hasEnded = true
      break
    }
    const part = readPart(data)
    if (part === undefined) return { trouble: 'unreadable' }
    if (hasFailed(part)) return { trouble: 'failing' }
    const choice = part.choices?.[0]
    text += choice?.delta?.content ?? ''
    if (choice?.finish_reason === 'length') return { trouble: 'too_long' }
    hasEnded ||= typeof choice?.finish_reason === 'string' && choice.finish_reason !== ''
  }
  return hasEnded ? said(text) : { trouble: 'broken_off' }
}

function said(content: string): ModelAnswer {
  const text = content.replaceAll(/<think>[\s\S]*?<\/think>/g, '').trim()
  return text === '' ? { trouble: 'empty' } : { text }
}

function readPart(json: string): Part | undefined {
  try {
    const read = Part.safeParse(JSON.parse(json))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

function hasFailed({ error }: Part): boolean {
  return error !== undefined && error !== null
}
