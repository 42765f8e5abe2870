/** Numbers and words of tools on our one scale. Each rule names where the tool says what its number means. */
import type { SignalSeverity } from '../contract/severities.ts'

/** A number on a scale that rises: the first step it reaches. Anything else is `unknown`. */
function byStep(value: number, steps: readonly (readonly [number, SignalSeverity])[]): SignalSeverity {
  if (!Number.isFinite(value)) return 'unknown'
  return steps.find(([from]) => value >= from)?.[1] ?? 'unknown'
}

/** Rule levels 0 to 16: https://documentation.wazuh.com/current/user-manual/ruleset/rules/rules-classification.html */
export function ofWazuhLevel(level: number): SignalSeverity {
  return byStep(level, [
    [15, 'critical'],
    [12, 'high'],
    [7, 'medium'],
    [0, 'low'],
  ])
}

/** The priority of a signature, 1 is the worst: https://docs.suricata.io/en/latest/output/eve/eve-json-format.html */
export function ofSuricataPriority(priority: number): SignalSeverity {
  if (priority === 1) return 'high'
  if (priority === 2) return 'medium'
  return priority >= 3 && priority <= 255 ? 'low' : 'unknown'
}

/** 1.0 to 10.0: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
export function ofGuardDuty(severity: number): SignalSeverity {
  return byStep(severity, [
    [9, 'critical'],
    [7, 'high'],
    [4, 'medium'],
    [0.1, 'low'],
  ])
}

/** `Severity.Normalized`, 0 to 100: https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html */
export function ofSecurityHub(normalized: number): SignalSeverity {
  return byStep(normalized, [
    [90, 'critical'],
    [70, 'high'],
    [40, 'medium'],
    [0, 'low'],
  ])
}

/** `risk_score`, 0 to 100: https://www.elastic.co/guide/en/security/current/rules-ui-create.html */
export function ofElasticRisk(score: number): SignalSeverity {
  return byStep(score, [
    [74, 'critical'],
    [48, 'high'],
    [22, 'medium'],
    [0, 'low'],
  ])
}

/** `severity_id` of the Open Cybersecurity Schema Framework: https://schema.ocsf.io/ (base event) */
export function ofOcsf(id: number): SignalSeverity {
  const known: readonly SignalSeverity[] = ['unknown', 'low', 'low', 'medium', 'high', 'critical', 'critical']
  return known[id] ?? 'unknown'
}

/** 1 low to 4 critical: https://docs.strangebee.com/thehive/api-docs/ (alert) */
export function ofTheHive(severity: number): SignalSeverity {
  const known: readonly SignalSeverity[] = ['unknown', 'low', 'medium', 'high', 'critical']
  return known[severity] ?? 'unknown'
}

/** The ids that an IRIS is delivered with: https://docs.dfir-iris.org/ (alerts). They are no scale. */
export function ofIris(id: number): SignalSeverity {
  const known: readonly SignalSeverity[] = ['unknown', 'medium', 'unknown', 'low', 'low', 'high', 'critical']
  return known[id] ?? 'unknown'
}

/** The severity within a syslog priority, 0 emergency to 7 debug: RFC 5424 section 6.2.1 */
export function ofSyslog(severity: number): SignalSeverity {
  if (severity >= 0 && severity <= 2) return 'critical'
  if (severity === 3) return 'high'
  if (severity === 4) return 'medium'
  return severity >= 5 && severity <= 7 ? 'low' : 'unknown'
}
