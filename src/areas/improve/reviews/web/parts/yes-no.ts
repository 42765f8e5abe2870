import type { Say } from '../../../../../ui/text.ts'

/** The two answers of a question that has no third. */
export function yesNo(text: Say) {
  return [
    { value: 'yes', label: text('yes') },
    { value: 'no', label: text('no') },
  ] as const
}
