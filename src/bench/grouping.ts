/**
 * `npm run bench:grouping`: from many to few, measured on recorded networks under attack. The labels score and are never
 * shown to the code that groups; all networks run with the same code and the same settings.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../platform/root.ts'
import { networks } from './grouping-data.ts'
import { measure, shownAtOnce, type PhaseScore } from './grouping-score.ts'

const heading = '\n## From many to few\n'
const measured = networks.map(measure)
const section = sectionOf()
process.stdout.write(`${section.join('\n')}\n`)
const page = join(projectRoot(), 'docs', 'benchmarks.md')
writeFileSync(page, withGrouping(readFileSync(page, 'utf8'), section))
if (!measured.every(({ isMet }) => isMet)) process.exitCode = 1

/** The page with this section new, all else as it stood. */
function withGrouping(text: string, lines: readonly string[]): string {
  const from = text.indexOf(heading)
  const next = from < 0 ? -1 : text.indexOf('\n## ', from + heading.length)
  const before = from < 0 ? text : text.slice(0, from)
  const after = next < 0 ? '' : text.slice(next)
  return `${before.trimEnd()}\n${heading}\n${lines.join('\n')}\n${after}`
}

function sectionOf(): string[] {
  return [
    'Written by `npm run bench:grouping`: three office networks of the AIT alert data set (Wazuh, Suricata and AMiner over',
    'four to six days, ten phases of one attack in each). Labels score and are never shown to the code; code and settings',
    'are the same for all three. The base groups the alerts of a host until it is silent for an hour. Mixed: a group with',
    'alerts of the attack and others. What comes every day is kept in one group, "ordinary", which is always shown as the',
    `last of the first ${shownAtOnce}; it counts as a group here, and as a mixed one.`,
    '',
    '| network | alerts | groups | base | mixed | base | phases in the first 20 | by alerts that stand out | new groups a day after the first | seconds | met |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...measured.map(({ network, alerts, score, base, seconds, isMet }) => {
      const of = (shown: readonly PhaseScore[]) => `${shown.length} of ${score.phases.length}`
      const cells = [
        network,
        alerts.toLocaleString('en'),
        score.groups,
        base.groups,
        score.mixed,
        base.mixed,
        of(score.phases.filter(({ isShown }) => isShown)),
        of(score.phases.filter(({ place }) => place > 0 && place < shownAtOnce)),
        score.perDay.toFixed(0),
        seconds.toFixed(1),
        isMet ? 'yes' : 'no',
      ]
      return `| ${cells.join(' | ')} |`
    }),
    '',
    'Where the first group stands that holds an alert of the phase which is not ordinary (alerts labelled with the phase):',
    '',
    '| phase | ' + measured.map(({ network }) => network).join(' | ') + ' |',
    '| --- | --- | --- | --- |',
    ...[...new Set(measured.flatMap(({ score }) => score.phases.map(({ phase }) => phase)))]
      .toSorted()
      .map((phase) => {
        const cells = measured.map(({ score }) => {
          const found = score.phases.find((each) => each.phase === phase)
          return found === undefined
            ? '-'
            : `${found.place === 0 ? 'ordinary' : found.place} (${found.alerts})`
        })
        return `| ${[phase.replaceAll('_', ' '), ...cells].join(' | ')} |`
      }),
    '',
    'A phase is labelled by its time, so all that was said meanwhile bears its name. Where it reads "ordinary", the tools',
    'raised nothing in that time but what they raise every day, such as the update of a virus database or a mail user who',
    'signs in: no grouping of these alerts can tell it, and the row that holds them proves only that nothing is hidden.',
    `Of the alerts in the phases ${measured.map(({ network, score }) => `${(score.asideShare * 100).toFixed(0)} % (${network})`).join(', ')} are ordinary in this sense.`,
  ]
}
