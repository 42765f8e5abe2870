/**
 * Permissible Actions Protocol (PAP; MISP taxonomy `PAP`, OASIS extension `f8d78575` for STIX 2.1, where CLEAR took the
 * place of WHITE): what may be done with what is known of a case, so that an attacker does not learn who looks. TLP says
 * who may know, PAP what they may do. One rule for whatever is asked of another program or done by it; messages
 * to people, chat and webhooks are judged by TLP and by who may see the case.
 */
export const papLevels = ['clear', 'green', 'amber', 'red'] as const
export type Pap = (typeof papLevels)[number]

/**
 * How far a request reaches: it asks somebody what they know already (`passive`), or it may touch the other side itself
 * (`active`): a scan, a sandbox with a network, a block.
 */
export type Reach = 'passive' | 'active'

/** Whether this may be done. A case that nobody marked (null) allows all, as CLEAR does. */
export function isPermitted(pap: Pap | null, reach: Reach): boolean {
  switch (pap) {
    case 'red':
      // Logs of one's own alone: nothing on a network that anybody else could see.
      return false
    case 'amber':
      return reach === 'passive'
    default:
      return true
  }
}

/** As the taxonomy spells it. */
export function papLabel(pap: Pap): string {
  return `PAP:${pap.toUpperCase()}`
}

/** The narrower of two; what comes together is marked by it. */
export function stricterPap(a: Pap | null, b: Pap | null): Pap | null {
  if (a === null || b === null) return a ?? b
  return papLevels.indexOf(a) >= papLevels.indexOf(b) ? a : b
}
