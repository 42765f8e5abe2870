import type { GradingTable } from '../contract/grading.ts'

/**
 * The table that an organisation begins with. The thresholds follow the severities of the playbooks that ship;
 * where people waver between two, it takes the worse.
 */
export const shippedGrading: GradingTable = {
  grid: {
    safety: { none: 'S2', one: 'S1', some: 'S1', many: 'S1', all: 'S1', unknown: 'S1' },
    money_gone: { none: 'S1', one: 'S1', some: 'S1', many: 'S1', all: 'S1', unknown: 'S1' },
    personal: { none: 'S3', one: 'S3', some: 'S2', many: 'S2', all: 'S1', unknown: 'S2' },
    passwords: { none: 'S3', one: 'S2', some: 'S2', many: 'S1', all: 'S1', unknown: 'S2' },
    money: { none: 'S3', one: 'S2', some: 'S2', many: 'S2', all: 'S1', unknown: 'S2' },
    secrets: { none: 'S3', one: 'S3', some: 'S2', many: 'S2', all: 'S1', unknown: 'S2' },
    unknown: { none: 'S3', one: 'S3', some: 'S3', many: 'S2', all: 'S1', unknown: 'S3' },
    nothing: { none: 'S4', one: 'S4', some: 'S3', many: 'S2', all: 'S1', unknown: 'S3' },
  },
  floors: [
    { kind: 'ransomware', spreads: [], severity: 'S2' },
    { kind: 'ransomware', spreads: ['some', 'many', 'all', 'unknown'], severity: 'S1' },
    { kind: 'malicious-download', spreads: ['some', 'many', 'all'], severity: 'S1' },
    { kind: 'stolen-cloud-credentials', spreads: [], severity: 'S2' },
    { kind: 'insider-data-theft', spreads: [], severity: 'S2' },
    { kind: 'website-compromise', spreads: [], severity: 'S3' },
    { kind: 'supplier-breach', spreads: [], severity: 'S3' },
    { kind: 'cloud-misconfiguration', spreads: [], severity: 'S3' },
  ],
  isWorseWhileGoingOn: true,
  isWorseWhenOutsideKnows: true,
  briefingMinutes: 60,
  lines: [
    line('A crisis takes everybody', {
      severities: ['S1'],
      calls: [
        ['lead', 5],
        ['technical', 10],
        ['owner', 10],
        ['communications', 30],
        ['scribe', 30],
        ['legal', 60],
        ['finance', 60],
        ['hr', 120],
        ['provider', 15],
      ],
    }),
    line('Serious', {
      severities: ['S2'],
      calls: [
        ['lead', 15],
        ['technical', 15],
        ['owner', 60],
        ['provider', 60],
        ['communications', 120],
      ],
    }),
    line('Limited', {
      severities: ['S3'],
      calls: [
        ['lead', 60],
        ['technical', 120],
      ],
    }),
    line('Minor', { severities: ['S4'], calls: [['lead', 1440]] }),
    line('People could be harmed', { risks: ['safety'], calls: [['emergency', 0]] }),
    line('Money left, or could leave', {
      risks: ['money_gone', 'money'],
      calls: [
        ['bank', 15],
        ['finance', 15],
      ],
    }),
    line('Money has left', {
      risks: ['money_gone'],
      calls: [['police', 120]],
      clocks: [
        {
          name: 'Ask the bank to call the payment back. Each hour lowers the chance.',
          hours: 24,
          source: 'Playbook for e-mail payment fraud',
          checkedOn: '2026-11-21',
        },
      ],
    }),
    line('Data of people', {
      risks: ['personal'],
      calls: [['legal', 240]],
      clocks: [
        {
          name: 'Tell the data protection authority, where the law asks for it',
          hours: 72,
          source: 'GDPR (EU) 2016/679 Art. 33(1); other laws have other times',
          checkedOn: '2026-11-21',
        },
      ],
    }),
    line('The insurer wants to know before anyone is hired', {
      severities: ['S1', 'S2'],
      calls: [['insurer', 240]],
      clocks: [
        { name: 'Tell the insurer, if there is a policy', hours: 24, source: 'Your policy says how soon', checkedOn: '' },
      ],
    }),
    line('Essential and important entities', {
      severities: ['S1', 'S2'],
      clocks: [
        {
          name: 'Early warning to the authority, if NIS 2 binds you',
          hours: 24,
          source: 'Directive (EU) 2022/2555 Art. 23(4)(a)',
          checkedOn: '2026-11-21',
        },
      ],
    }),
    line('Somebody who works or worked here', {
      kinds: ['insider-data-theft'],
      calls: [
        ['hr', 60],
        ['legal', 60],
      ],
    }),
  ],
}

type Line = GradingTable['lines'][number]

function line(
  name: string,
  given: Partial<Omit<Line, 'name' | 'calls'>> & {
    readonly calls?: readonly (readonly [who: Line['calls'][number]['who'], withinMinutes: number])[]
  },
): Line {
  const calls = (given.calls ?? []).map(([who, withinMinutes]) => ({ who, withinMinutes }))
  return { severities: [], risks: [], spreads: [], kinds: [], clocks: [], ...given, name, calls }
}
