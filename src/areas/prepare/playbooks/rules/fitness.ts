import type { Fitness, Platform, Profile, Trait } from '../contract/profile.ts'

/**
 * Whether something is for this organisation: `no` only where the profile answers every named point with no.
 * Nobody filled the profile in, or nobody knew: `unknown`, which hides nothing.
 */
export function fits(wanted: Fitness | undefined, profile: Profile | undefined): 'yes' | 'no' | 'unknown' {
  if (wanted === undefined) return 'yes'
  if (profile === undefined) return 'unknown'
  if (wanted.platforms?.some((platform) => profile.platforms.includes(platform))) return 'yes'
  const answers = (wanted.traits ?? []).map((trait) => profile.traits[trait] ?? 'unknown')
  if (answers.includes('yes')) return 'yes'
  return answers.includes('unknown') ? 'unknown' : 'no'
}

/** What is missing, for the sentence that says why a step falls away. */
export function wantedOf(wanted: Fitness): (Platform | Trait)[] {
  return [...(wanted.platforms ?? []), ...(wanted.traits ?? [])]
}
