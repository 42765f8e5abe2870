import type * as z from 'zod'
import { everyItem } from '../../../../../ui/answers.ts'
import { ExportButtons } from '../../../../../ui/lists/ExportButtons.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listTimeline, type Incident, type TimelineEntry } from '../../contract/incident.ts'
import { sourceOf } from '../../rules/basis.ts'
import { parentOf } from './timeline-words.ts'
import { useSentence } from './use-sentence.ts'

interface TimelineExportProps {
  readonly incident: Incident
  /** What of the record is shown, and so taken out. */
  readonly filter: Omit<z.input<typeof listTimeline.input>, 'id'>
}

/** What takes the record out, as a table and for programs. */
export function TimelineExport({ incident, filter }: TimelineExportProps) {
  const text = useText('incidents')
  const sentenceOf = useSentence()
  return (
    <ExportButtons
      name={`${text('number', { number: incident.number })}-timeline`}
      columns={[
        { name: 'number', value: (entry: TimelineEntry) => entry.number },
        { name: 'at', value: (entry) => entry.at },
        { name: 'saidAt', value: (entry) => entry.fields['saidAt'] },
        { name: 'happenedAt', value: (entry) => entry.fields['happenedAt'] },
        { name: 'happenedZone', value: (entry) => entry.fields['happenedZone'] },
        { name: 'by', value: (entry) => entry.by },
        { name: 'source', value: (entry) => sourceOf(entry)?.source },
        { name: 'sourceName', value: (entry) => sourceOf(entry)?.name },
        { name: 'kind', value: (entry) => entry.kind },
        { name: 'what', value: (entry) => sentenceOf(entry).sentence },
        { name: 'words', value: (entry) => sentenceOf(entry).quote },
        { name: 'hangsOn', value: (entry) => parentOf(entry) },
        { name: 'flags', value: (entry) => marksOf(entry, 'flag') },
        { name: 'comments', value: (entry) => marksOf(entry, 'comment') },
        { name: 'correction', value: (entry) => marksOf(entry, 'correction') },
      ]}
      fetchAll={() => everyItem(listTimeline, { id: incident.id, order: 'oldest', ...filter })}
    />
  )
}

function marksOf({ marks }: TimelineEntry, kind: 'flag' | 'comment' | 'correction'): string {
  return marks
    .filter((mark) => mark.kind === kind)
    .map((mark) => (kind === 'flag' ? mark.text : `${mark.by}: ${mark.text}`))
    .join('\n')
}
