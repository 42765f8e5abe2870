import type { Article } from '../contract.ts'

/** An article to begin with; the firm puts in its own names and numbers. */
export interface StarterArticle {
  readonly key: (typeof starterKeys)[number]
  readonly title: string
  /** What it helps with, in one sentence. */
  readonly summary: string
  readonly tags: readonly string[]
  readonly kinds: Article['kinds']
  readonly body: string
}

/** In the order in which a firm needs them. */
export const starterKeys = ['recall_payment', 'mail_headers', 'keep_laptop'] as const
