import type { Platform } from '../contract/words.ts'

/**
 * Where an attacker stays after the door is shut, by platform. The words are in the messages under `foothold`;
 * the numbers are techniques of MITRE ATT&CK (v17, tactic Persistence unless noted), which MITRE lets anybody use.
 */
export interface FootholdItem {
  readonly item: string
  readonly technique: string
}

export const footholdLists: Readonly<Record<Platform, readonly FootholdItem[]>> = {
  microsoft_365: [
    { item: 'mailbox_rules', technique: 'T1564.008' },
    { item: 'forwarding', technique: 'T1114.003' },
    { item: 'oauth_consents', technique: 'T1671' },
    { item: 'mfa_methods', technique: 'T1556.006' },
    { item: 'admin_roles', technique: 'T1098.003' },
    { item: 'mailbox_delegates', technique: 'T1098.002' },
    { item: 'new_accounts', technique: 'T1136.003' },
    { item: 'devices', technique: 'T1098.005' },
  ],
  google_workspace: [
    { item: 'filters', technique: 'T1564.008' },
    { item: 'forwarding', technique: 'T1114.003' },
    { item: 'oauth_apps', technique: 'T1671' },
    { item: 'delegates', technique: 'T1098.002' },
    { item: 'app_passwords', technique: 'T1098' },
    { item: 'admin_roles', technique: 'T1098.003' },
    { item: 'new_accounts', technique: 'T1136.003' },
  ],
  windows: [
    { item: 'scheduled_tasks', technique: 'T1053.005' },
    { item: 'services', technique: 'T1543.003' },
    { item: 'run_keys', technique: 'T1547.001' },
    { item: 'local_accounts', technique: 'T1136.001' },
    { item: 'remote_tools', technique: 'T1219' },
    { item: 'wmi', technique: 'T1546.003' },
    { item: 'defender_exclusions', technique: 'T1562.001' },
  ],
  mac: [
    { item: 'launch_items', technique: 'T1543.001' },
    { item: 'login_items', technique: 'T1547.015' },
    { item: 'browser_extensions', technique: 'T1176' },
    { item: 'accounts', technique: 'T1136.001' },
    { item: 'remote_tools', technique: 'T1219' },
  ],
  linux: [
    { item: 'ssh_keys', technique: 'T1098.004' },
    { item: 'cron', technique: 'T1053.003' },
    { item: 'services', technique: 'T1543.002' },
    { item: 'accounts', technique: 'T1136.001' },
    { item: 'shell_profiles', technique: 'T1546.004' },
  ],
  website: [
    { item: 'web_shells', technique: 'T1505.003' },
    { item: 'admin_users', technique: 'T1136' },
    { item: 'plugins', technique: 'T1505' },
    { item: 'hosting_keys', technique: 'T1098.004' },
    { item: 'dns_records', technique: 'T1584.002' },
  ],
  network: [
    { item: 'port_forwards', technique: 'T1133' },
    { item: 'vpn_users', technique: 'T1133' },
    { item: 'router_admins', technique: 'T1136' },
    { item: 'dns_servers', technique: 'T1557' },
    { item: 'unknown_devices', technique: 'T1200' },
  ],
}
