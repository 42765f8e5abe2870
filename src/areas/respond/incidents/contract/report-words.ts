/** The closed lists behind a report: what can stand in it, as which file, and what its words can fill in. */

/** Chapters made from the record; the facts of the case stand before them in every report. */
export const reportChapters = [
  'summary',
  'sign_off',
  'decisions',
  'notes',
  'systems',
  'tasks',
  'playbook',
  'evidence',
  'cost',
  'signals',
  'timeline',
  'proof',
] as const
export type ReportChapter = (typeof reportChapters)[number]

export const reportForms = ['pdf', 'docx', 'html', 'markdown'] as const
export type ReportForm = (typeof reportForms)[number]

export const reportLanguages = ['en', 'de'] as const
export type ReportLanguage = (typeof reportLanguages)[number]

/** Templates that every organisation has from the start. */
export const builtInReports = ['whole', 'management', 'outside'] as const
export type BuiltInReport = (typeof builtInReports)[number]

/** What stands between two pairs of braces in words of one's own, as `{{lead}}`. */
export const reportVariables = [
  'organisation',
  'reference',
  'title',
  'kind',
  'severity',
  'state',
  'opened',
  'closed',
  'elapsed',
  'lead',
  'ending',
  'way_in',
  'summary',
  'systems',
  'open_tasks',
  'cost',
  'tlp',
  'pap',
  'as_of',
] as const
export type ReportVariable = (typeof reportVariables)[number]
