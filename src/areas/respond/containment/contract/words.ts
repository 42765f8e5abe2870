/** The closed lists of this room. */
export const returnChecks = ['clean_source', 'patched', 'credentials'] as const
export const rebuildMethods = ['rebuilt', 'restored', 'cleaned'] as const
export const accountParts = ['password', 'sessions', 'tokens', 'app_passwords', 'mailbox_rules'] as const
/** `none`: looked, and there is none of it. */
export const partResults = ['cleared', 'none', 'unknown'] as const
export const secretKinds = ['password', 'key', 'token', 'certificate', 'firewall_rule', 'other'] as const
export const secretStates = ['unknown', 'to_rotate', 'rotated', 'not_needed'] as const
export const blockKinds = ['address', 'domain', 'hash', 'sender', 'account'] as const
export const footholdAnswers = ['yes', 'no', 'unknown'] as const
export const watchKinds = ['window', 'plan'] as const
export const watchResults = ['clear', 'found'] as const
export const proofKinds = ['rescan', 'named_check'] as const
/** What has to hold before anybody says that the attacker is gone; who says it and who signs it confirm all of them. */
export const clearanceCriteria = ['way_in_closed', 'footholds_gone', 'access_renewed', 'nothing_new'] as const
/** Days after which a watch plan looks again. */
export const planDays = [7, 30, 90] as const

export const platforms = [
  'microsoft_365',
  'google_workspace',
  'windows',
  'mac',
  'linux',
  'website',
  'network',
] as const

export type Platform = (typeof platforms)[number]
export type ReturnCheck = (typeof returnChecks)[number]
export type AccountPart = (typeof accountParts)[number]
export type BlockKind = (typeof blockKinds)[number]
export type ClearanceCriterion = (typeof clearanceCriteria)[number]
