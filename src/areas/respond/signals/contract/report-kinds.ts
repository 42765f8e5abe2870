/** What a person may report, in the order in which they are asked. */
export const reportKinds = [
  'mail',
  'clicked',
  'behaviour',
  'lost',
  'weakness',
  'near_miss',
  'concern',
] as const
export type ReportKind = (typeof reportKinds)[number]

/** What the reporter is told in the end. */
export const reportOutcomes = ['harmless', 'attack', 'mended', 'unclear'] as const
export type ReportOutcome = (typeof reportOutcomes)[number]
