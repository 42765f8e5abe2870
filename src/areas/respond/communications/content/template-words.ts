import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import type { LineKind, StatementAudience, StatementStage } from '../contract/statement-words.ts'

/**
 * Sentences of one language. `{organisation}`, `{incident}`, `{what}`, `{day}`, `{contact}`, `{by}` are filled with
 * text; nothing else is ever filled, and nothing is run.
 */
export interface TemplateWords {
  readonly audiences: Readonly<Record<StatementAudience, AudienceWords>>
  /** First line by stage; the audience's own opening follows it. */
  readonly stages: Readonly<Record<StatementStage, string>>
  readonly kinds: Readonly<Record<IncidentKind, KindWords>>
  readonly headings: Readonly<
    Record<'confirmed' | 'checking' | 'unknown' | 'doing' | 'ask' | 'contact' | 'notSay', string>
  >
  /** Where nothing is confirmed, checked or open. */
  readonly nothing: Readonly<Record<'confirmed' | 'checking' | 'unknown', string>>
  /** Mail to those who follow the public page: `{link}` leads to where they say yes, or stop. */
  readonly following: {
    readonly question: Readonly<Record<'subject' | 'text', string>>
    readonly foot: string
  }
  /** The situation report as one audience may read it. */
  readonly edition: {
    readonly headings: Readonly<Record<LineKind, string>>
    readonly audiences: Readonly<Record<StatementAudience, string>>
  } & Readonly<Record<'title' | 'for' | 'asOf' | 'exercise' | 'nothing', string>>
  /** What whoever answers the telephone or meets somebody may always say. */
  readonly holding: readonly string[]
  readonly notSay: readonly string[]
  /** Questions that come, with what can be answered before more is confirmed. */
  readonly questions: readonly { readonly asked: string; readonly answer: string }[]
}

export interface AudienceWords {
  readonly subject: string
  readonly greeting: string
  readonly opening: string
  readonly doing: string
  readonly ask: string
  readonly closing: string
}

export interface KindWords {
  /** What happened, as one would tell a neighbour; says nothing of its reach. */
  readonly what: string
  /** What people outside can do now. */
  readonly ask: string
  /** What people of the firm do now. */
  readonly work: string
}
