/**
 * Which step of an attack an alert looks like: by its ATT&CK technique where the tool names one, else by words that tools
 * of all makers use in their titles. It raises a group in the list and is told in plain words; it hides nothing.
 */

/** In the order in which attackers go; the words for people are in `messages/`. */
export const attackSteps = [
  'scan',
  'break_in',
  'run',
  'stay',
  'rights',
  'hide',
  'passwords',
  'spread',
  'collect',
  'control',
  'steal',
  'destroy',
] as const
export type AttackStep = (typeof attackSteps)[number]

const words: readonly (readonly [AttackStep, RegExp])[] = [
  ['scan', /\b(?:scan|scanner|scanning|nmap|sweep|enumerat\w*|reconnaissance|dirbust\w*|port ?scan)\b/],
  [
    'break_in',
    /\b(?:exploit\w*|web attack|injection|xss|phish\w*|cve-\d{4}-\d+|shellshock|log4j|traversal|suspicious url)\b/,
  ],
  [
    'run',
    /\b(?:web ?shell|reverse shell|powershell|encoded command|macro|script execut\w*|malware|trojan|virus|backdoor)\b/,
  ],
  [
    'stay',
    /\b(?:new (?:user|account|service|scheduled task|admin\w*)|autorun|run key|scheduled task|user added|account created)\b/,
  ],
  ['rights', /\b(?:sudo|privilege\w*|root|setuid|changed uid|added to (?:the )?admin\w*|domain admins?)\b/],
  [
    'hide',
    /\b(?:service[_ ]stop\w*|(?:stopp|disabl|tamper)\w*|log(?:s)? clear\w*|audit log|antivirus off|protection off)\b/,
  ],
  [
    'passwords',
    /\b(?:brute ?force|failed log(?:in|on)s?|log(?:in|on) failed|authentication failures?|invalid user|password spray\w*|credential\w*|mimikatz|lsass)\b/,
  ],
  ['spread', /\b(?:lateral|psexec|wmi|smb|rdp|pass.the.hash|remote service)\b/],
  ['control', /\b(?:c2|command and control|beacon\w*|cobalt|botnet|dns tunnel\w*|tor exit|coin ?miner)\b/],
  ['steal', /\b(?:exfil\w*|data transfer|mass download|bulk download|large upload|forwarding rule)\b/],
  ['destroy', /\b(?:ransom\w*|encrypt\w* files|shadow cop\w*|wip(?:er|ed)|deleted backups?|mass delet\w*)\b/],
]

/** Tactic of the most common techniques (MITRE ATT&CK 18.1); a sub-technique counts as its technique. */
const byTechnique: Readonly<Record<string, AttackStep>> = Object.fromEntries(
  (
    [
      ['scan', 'T1595 T1592 T1590 T1046 T1018 T1083 T1087'],
      ['break_in', 'T1190 T1566 T1133 T1189 T1195 T1078'],
      ['run', 'T1059 T1203 T1204 T1047 T1053 T1106'],
      ['stay', 'T1098 T1136 T1543 T1547 T1505 T1546'],
      ['rights', 'T1068 T1548 T1134 T1055'],
      ['hide', 'T1562 T1070 T1027 T1036 T1112 T1218 T1489'],
      ['passwords', 'T1110 T1003 T1555 T1552 T1558 T1621 T1056'],
      ['spread', 'T1021 T1210 T1570 T1550'],
      ['collect', 'T1114 T1005 T1039 T1560 T1213'],
      ['control', 'T1071 T1105 T1572 T1090 T1219 T1095 T1568'],
      ['steal', 'T1041 T1048 T1567 T1537 T1020'],
      ['destroy', 'T1486 T1485 T1490 T1491 T1561 T1529 T1531'],
    ] as const
  ).flatMap(([step, ids]) => ids.split(' ').map((id) => [id, step])),
)

/** The steps that an alert looks like, in the order of an attack; most look like none. */
export function stepsOf(name: string, things: readonly string[]): AttackStep[] {
  const found = new Set<AttackStep>()
  for (const thing of things) {
    const step = thing.startsWith('technique ') ? byTechnique[thing.slice(10, 15)] : undefined
    if (step !== undefined) found.add(step)
  }
  if (found.size === 0) for (const [step, shape] of words) if (shape.test(name)) found.add(step)
  return attackSteps.filter((step) => found.has(step))
}
