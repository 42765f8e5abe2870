/** Severities from worst to least, with the key of their plain word. */
export const severities = ['S1', 'S2', 'S3', 'S4'] as const
export type Severity = (typeof severities)[number]
