/** The incident roles that ship, and the people outside whom a table can name. Not the member roles of `base/access.ts`. */
export const shippedRoles = [
  'lead',
  'technical',
  'communications',
  'legal',
  'hr',
  'finance',
  'scribe',
] as const
export const outsiders = ['provider', 'insurer', 'bank', 'police', 'emergency'] as const

export type ShippedRole = (typeof shippedRoles)[number]
