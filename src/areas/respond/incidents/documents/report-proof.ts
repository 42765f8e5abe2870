import type { Block } from '../../../../base/document-blocks.ts'
import type { ReportProof } from './print-report.ts'
import type { ReportSentences } from './words/shapes.ts'
import { put } from './words/words.ts'

/** How a stranger checks the record behind a report that is no PDF: the same chapter, as far as such a file can keep it. */
export function proofBlocks(
  { entries, exportEntry, verifierPath, dataSha256, key, checkpoint }: ReportProof,
  { proof: words }: ReportSentences,
): Block[] {
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
  const heading = (text: string): Block => ({ kind: 'heading', text })
  const list = (items: readonly string[], isOrdered = false): Block => ({
    kind: 'list',
    isOrdered,
    items: [...items],
  })
  return [
    paragraph(`${put(words.madeFrom, { entries })} ${words.changeable} ${words.check}`),
    list(
      [
        put(words.askBundle, { path: verifierPath }),
        words.getKey,
        `${words.run}: node muster-verify.mjs bundle.json --key key.txt. ${words.prints}`,
        put(words.holds, { entry: exportEntry, sha256: dataSha256 }),
      ],
      true,
    ),
    heading(words.key),
    paragraph(key.join('')),
    heading(words.checkpoint),
    paragraph(checkpoint.join('\n')),
    heading(words.proves),
    list(words.provesWhat),
    heading(words.provesNot),
    list(words.provesNotWhat),
  ]
}
