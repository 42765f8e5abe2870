/** The one scale that the words and numbers of all tools are put on. */
export const signalSeverities = ['critical', 'high', 'medium', 'low', 'unknown'] as const
export type SignalSeverity = (typeof signalSeverities)[number]
