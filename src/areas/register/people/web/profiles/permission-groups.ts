import type { Permission } from '../../../../../base/permissions.ts'
import { givenToAll } from '../../../../../base/permissions.ts'
import { givable } from '../../contract/profiles.ts'

/** What permissions are about, in the order of the story; the group of each is that of its noun. */
const nounsByGroup = {
  incidents: ['incident', 'practice', 'guest', 'lane', 'containment', 'grading', 'form', 'report'],
  signals: ['signal', 'source'],
  evidence: ['evidence'],
  law: ['obligation', 'duty', 'clock'],
  words: ['statement', 'channel', 'briefing', 'recipient', 'suggestion'],
  plan: ['plan', 'playbook'],
  reach: ['contact', 'reach', 'power', 'mandate'],
  register: ['asset', 'access', 'vendor', 'supplier', 'insurance'],
  ready: ['copy', 'readiness', 'handout', 'continuity', 'budget', 'calendar', 'trend', 'risk', 'control'],
  learn: ['house_rule', 'article', 'training', 'skill', 'exercise', 'phishing'],
  after: ['review', 'improvement'],
  people: ['member', 'privacy', 'audit', 'ledger', 'anchor'],
  clients: ['agreement', 'client', 'connection'],
} as const
export type PermissionGroup = keyof typeof nounsByGroup
export const permissionGroups = Object.keys(nounsByGroup) as PermissionGroup[] // Object.keys loses the literal type

const always = new Set<string>(givenToAll)

/** What a profile can leave out or hold, group by group. */
export function permissionsIn(group: PermissionGroup): Permission[] {
  const nouns = new Set<string>(nounsByGroup[group])
  return givable.filter((one) => !always.has(one) && nouns.has(nounOf(one)))
}

/** Permissions to do something to what the profile may not read: they open a page that stays empty. */
export function blindOnes(chosen: readonly string[]): Permission[] {
  const known = new Set<string>(givable)
  return givable.filter((one) => {
    const reading = `${nounOf(one)}.read`
    return chosen.includes(one) && one !== reading && known.has(reading) && !chosen.includes(reading)
  })
}

export function wordKey(permission: string): string {
  return `permission.${permission.replace('.', '_')}`
}

function nounOf(permission: string): string {
  return permission.split('.')[0] ?? ''
}
