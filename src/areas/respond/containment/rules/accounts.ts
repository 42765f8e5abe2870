/** When an account is back in the right hands, and when a secret is settled. */
import type { Account, Secret } from '../contract/accounts.ts'
import { accountParts, type AccountPart } from '../contract/words.ts'

/** All five parts are cleared, or somebody looked and there is none: one forgotten session lets the attacker stay. */
export function isReset(cleared: Account['cleared']): boolean {
  return openParts(cleared).length === 0
}

/** Parts that nobody has looked at, or that are unknown. */
export function openParts(cleared: Account['cleared']): AccountPart[] {
  return accountParts.filter((part) => (cleared[part]?.result ?? 'unknown') === 'unknown')
}

/** Why a secret cannot be settled like this; undefined when it can. */
export function whyNotSettled(
  wanted: Pick<Secret, 'state' | 'note' | 'dependantsChecked'>,
  dependants: string,
): { readonly field: string; readonly message: string } | undefined {
  if (wanted.state === 'not_needed' && wanted.note === '')
    return { field: 'note', message: 'Say why it need not be changed.' }
  if (wanted.state === 'rotated' && dependants !== '' && !wanted.dependantsChecked)
    return {
      field: 'dependantsChecked',
      message: `Check first that what depends on it has the new one: ${dependants}.`,
    }
  return undefined
}
