import { questions } from '../src/areas/prepare/plan/rules/words/questions.ts'

/** What a business says that is in no register: words for the blanks, one answer each for the rest. */
export const said = questions
  .filter(({ home }) => home === undefined)
  .map(({ id, kind, options }) => ({
    question: id,
    value:
      kind === 'text'
        ? 'Maria, +43 1 234'
        : kind === 'yesno'
          ? 'no'
          : kind === 'many'
            ? [options?.[0]?.value ?? '']
            : (options?.[0]?.value ?? ''),
  }))
