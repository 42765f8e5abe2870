/** What a Sigma rule says of itself, in our words. */
import type { SignalSeverity } from '../../contract/severities.ts'

const levels: Readonly<Record<string, SignalSeverity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  informational: 'low',
}

/** Sigma's five levels (specification 2.0.0, "Level") on our scale. */
export function levelOf(word: string): SignalSeverity {
  return Object.hasOwn(levels, word) ? (levels[word] ?? 'unknown') : 'unknown'
}

/** ATT&CK techniques of tags such as `attack.t1059.001`. */
export function techniquesOf(tags: readonly string[]): string[] {
  return [
    ...new Set(
      tags.flatMap((tag) => {
        const [, id] = /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag) ?? []
        return id === undefined ? [] : [id.toUpperCase()]
      }),
    ),
  ]
}
