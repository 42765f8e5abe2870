/** Which kinds of sources usually speak of which kinds of assets, the commonest first. */
import type { SourceKind } from '../contract/signals.ts'
import type { AssetKind } from '../rules/coverage.ts'

export const couldWatch: Readonly<Record<AssetKind, readonly SourceKind[]>> = {
  computer: ['microsoft', 'crowdstrike', 'wazuh', 'elastic'],
  server: ['wazuh', 'alertmanager', 'crowdstrike', 'fail2ban', 'syslog'],
  network: ['suricata', 'syslog', 'alertmanager'],
  cloud_service: ['microsoft', 'google', 'okta', 'aws'],
  account: ['okta', 'microsoft', 'google'],
  secret: ['aws', 'generic'],
  phone: ['microsoft', 'crowdstrike'],
  machine: ['syslog', 'alertmanager', 'generic'],
  other: ['generic'],
}
