import type { Block } from '../../../../base/document-blocks.ts'
import type { ReportProof } from './print-report.ts'

/** How a stranger checks the record behind a report that is no PDF: the same chapter, as far as such a file can keep it. */
export function proofBlocks({
  entries,
  exportEntry,
  verifierPath,
  dataSha256,
  key,
  checkpoint,
}: ReportProof): Block[] {
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
  return [
    paragraph(
      `This report was made from entries 1 to ${entries} of the incident's record. Each entry was written in the same moment as the change it tells of, and is tied to all entries before it, so that a later change shows. This file itself can be changed by anybody who has it: where it matters, the record counts, and you can check that without trusting the installation that made this.`,
    ),
    {
      kind: 'list',
      isOrdered: true,
      items: [
        `Ask for the bundle of this incident (the file with all entries and their proofs) and for the verifier (one file, to be had from the installation at ${verifierPath} or from anyone who has it).`,
        'Get the key by another way than the bundle: compare the line below, on paper or over the telephone. Save it as key.txt.',
        'On any computer with Node 20 or later, and without a network, run: node muster-verify.mjs bundle.json --key key.txt. It prints VERIFIED, and what was erased or withheld; or FAIL with the rule that was broken.',
        `Entry ${exportEntry} ("Report made") of the verified bundle holds the SHA-256 of the words of this report as data: ${dataSha256}. The web page and the PDF carry that data within them.`,
      ],
    },
    { kind: 'heading', text: 'Key' },
    paragraph(key.join('')),
    { kind: 'heading', text: 'Checkpoint when this report was made' },
    paragraph(checkpoint.join('\n')),
    { kind: 'heading', text: 'What VERIFIED proves' },
    {
      kind: 'list',
      isOrdered: false,
      items: [
        'Every entry was there, exactly as it stands, when the checkpoint was signed.',
        'No earlier entry was changed, taken out, put in or moved; the bundle is complete up to its own last entry.',
      ],
    },
    { kind: 'heading', text: 'What it does not prove' },
    {
      kind: 'list',
      isOrdered: false,
      items: [
        'That what people wrote is true, or that nothing was left unrecorded.',
        'That the named person wrote an entry, rather than someone who used their session or controlled the server.',
        'When something really happened. The record knows when it was written down.',
      ],
    },
  ]
}
