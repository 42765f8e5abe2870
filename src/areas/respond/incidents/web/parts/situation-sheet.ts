import type { SituationBody } from '../../contract/situation.ts'

export const sheetParts = ['confirmed', 'checking', 'unknown', 'next'] as const

/** A report as a form holds it: a fact in each line. */
export type Sheet = Readonly<Record<(typeof sheetParts)[number] | 'headline' | 'clock', string>>

export const emptySheet: Sheet = {
  headline: '',
  confirmed: '',
  checking: '',
  unknown: '',
  next: '',
  clock: '',
}

export function sheetOf({ headline, clock, ...lists }: SituationBody): Sheet {
  const joined = Object.fromEntries(sheetParts.map((part) => [part, lists[part].join('\n')]))
  return { ...emptySheet, ...joined, headline, clock }
}

/** Whether two say the same, to the letter: what one of them would lose by being replaced by the other. */
export function areSame(one: Sheet, other: Sheet): boolean {
  return (['headline', ...sheetParts, 'clock'] as const).every((part) => one[part] === other[part])
}

/** Empty lines and the dashes that people put before a fact are left out. */
export function bodyOf({ headline, clock, ...lists }: Sheet): SituationBody {
  const lines = (part: (typeof sheetParts)[number]) =>
    lists[part]
      .split('\n')
      .map((line) => line.replace(/^\s*[-*•]\s+/, '').trim())
      .filter((line) => line !== '')
  return {
    headline,
    clock,
    confirmed: lines('confirmed'),
    checking: lines('checking'),
    unknown: lines('unknown'),
    next: lines('next'),
  }
}

/** The sheet with these lines behind the others of a part; one that has no such part stays as it is. */
export function withLines(sheet: Sheet, part: string, lines: readonly string[]): Sheet {
  const known = sheetParts.find((one) => one === part)
  if (known === undefined) return sheet
  return { ...sheet, [known]: [sheet[known].trimEnd(), ...lines].filter((line) => line !== '').join('\n') }
}
