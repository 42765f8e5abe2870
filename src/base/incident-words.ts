/** The closed lists of an incident, shared by contract, rules, screens and reports. */
export const severities = ['S1', 'S2', 'S3', 'S4'] as const
export const modes = ['real', 'exercise', 'near_miss'] as const
export const statuses = ['open', 'closed'] as const
export const dispositions = ['resolved', 'false_alarm', 'duplicate', 'cancelled'] as const
export const systemStates = [
  'suspected',
  'affected',
  'isolated',
  'cleaned',
  'verified',
  'reconnected',
  'ruled_out',
] as const

/** How it began: VERIS action varieties and vectors in plain words, closed, with `unknown` allowed. */
export const initialVectors = [
  'phishing',
  'stolen_credentials',
  'exploited_vulnerability',
  'misconfiguration',
  'malicious_download',
  'removable_media',
  'remote_access',
  'supplier',
  'insider',
  'lost_or_stolen',
  'human_error',
  'impersonation',
  'denial_of_service',
  'failure',
  'other',
  'unknown',
] as const

export type Severity = (typeof severities)[number]
export type SystemState = (typeof systemStates)[number]
