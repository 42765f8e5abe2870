/** Suggestions: words that a language model proposes beside a field, and that are nobody's until a person takes them. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'

/**
 * - `situation`: the case so far, for the situation report
 * - `statement`: a draft from the facts of the situation report
 * - `signal`: what a signal says, in plain words
 * - `lessons`: what a review could look at
 */
export const purposes = ['situation', 'statement', 'signal', 'lessons'] as const
export type Purpose = (typeof purposes)[number]
export const suggestionLanguages = ['en', 'de'] as const
export type SuggestionLanguage = (typeof suggestionLanguages)[number]

/**
 * - `none`: whoever runs Muster chose no model
 * - `off`: no owner switched it on
 * - `changed`: an owner did, for another server or model than the one there is now
 */
export const modelStates = ['none', 'off', 'changed', 'on'] as const

/** Why nothing of this goes to a model. */
export const barriers = ['restricted', 'tlp_red', 'pap_red', 'exercise', 'concern', 'nothing_there'] as const
export type Barrier = (typeof barriers)[number]

/** Why no answer came, or why it is not shown. */
export const troubles = [
  'unknown_host',
  'forbidden_address',
  'not_listed',
  'unreachable',
  'tls',
  'muted',
  'broken_off',
  'redirect',
  'key',
  'unknown_model',
  'busy',
  'status',
  'failing',
  'too_long',
  'unreadable',
  'empty',
  'not_as_asked',
  'lost',
  'barred',
] as const
export type Trouble = (typeof troubles)[number]

/**
 * What to look at twice: it rests on no line; it holds a number, or an address, that stands in no line it rests on.
 */
export const warnings = ['no_lines', 'figure', 'address'] as const

export const SuggestedSentence = z.object({
  text: z.string(),
  lines: z
    .array(z.object({ id: z.string(), text: z.string() }))
    .describe('Lines of the case that it rests on, as they were sent'),
  struck: z.array(z.string()).describe('Lines that the model named and that there are not'),
  warnings: z.array(z.enum(warnings)),
})
export type SuggestedSentence = z.infer<typeof SuggestedSentence>

export const Suggestion = z.object({
  id: Id,
  purpose: z.enum(purposes),
  language: z.enum(suggestionLanguages),
  state: z.enum(['sending', 'answered', 'failed']),
  trouble: z.enum(troubles).nullable(),
  host: z.string(),
  model: z.string(),
  sentences: z.array(SuggestedSentence),
  askedAt: z.string(),
  askedBy: z.string(),
  endedAt: z.string().nullable(),
  takenAt: z.string().nullable(),
  takenBy: z.string().nullable(),
})
export type Suggestion = z.infer<typeof Suggestion>

export const Model = z.object({
  state: z.enum(modelStates),
  host: z.string(),
  name: z.string(),
  isHere: z.boolean().describe('On the machine of Muster itself'),
  seconds: z.number().int(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type Model = z.infer<typeof Model>

export const readSuggestions = endpoint({
  name: 'readSuggestions',
  method: 'GET',
  path: '/suggestions',
  permission: 'suggestion.ask',
  input: z.strictObject({
    purpose: z.enum(purposes).optional(),
    of: Id.optional().describe('The case, or the signal; without it the model alone is told'),
    language: z.enum(suggestionLanguages).default('en'),
  }),
  output: z.object({
    model: Model,
    barred: z.enum(barriers).nullable(),
    /** Letter by letter what would leave the house; null where nothing would. */
    question: z
      .object({
        system: z.string(),
        user: z.string(),
        seen: z.string().describe('Stands for these words; sent back, so that nothing goes that nobody saw'),
        letters: z.number().int(),
        isCut: z.boolean().describe('Older lines were left out'),
        hidden: z.number().int().describe('Names, mailboxes and telephone numbers that stay here'),
      })
      .nullable(),
    items: z.array(Suggestion).describe('The last ones here, newest first'),
    can: z.object({ ask: z.boolean(), switch: z.boolean() }),
  }),
  summary:
    'Whether a language model may propose words, exactly what it would be sent, and what it proposed here',
})

export const switchModel = endpoint({
  name: 'switchModel',
  method: 'PUT',
  path: '/language-model',
  permission: 'tenant.manage',
  input: z.strictObject({
    isOn: z.boolean(),
    host: z.string().max(300).describe('As it was shown: for another server it is asked anew'),
    name: z.string().max(200),
  }),
  output: Model,
  summary: 'Allow that words of your cases go to the language model that the operator chose, or no longer',
})

export const askModel = endpoint({
  name: 'askModel',
  method: 'POST',
  path: '/suggestions',
  permission: 'suggestion.ask',
  status: 201,
  input: z.strictObject({
    purpose: z.enum(purposes),
    of: Id,
    language: z.enum(suggestionLanguages),
    seen: z.string().max(64),
  }),
  output: Suggestion,
  summary: 'Send to the model what was shown, and read what it proposes; nothing of it is saved as yours',
})

export const takeSuggestion = endpoint({
  name: 'takeSuggestion',
  method: 'POST',
  path: '/suggestions/{id}/taking',
  permission: 'suggestion.ask',
  status: 201,
  input: z.strictObject({
    id: Id,
    sentences: z.array(z.int().min(0).max(99)).min(1).max(100).describe('Which of them, from 0 on'),
  }),
  output: Suggestion,
  summary: 'Take sentences that a model proposed as your own; who took them stays on the record',
})
