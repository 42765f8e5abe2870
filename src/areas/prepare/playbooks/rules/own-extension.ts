import { unstorableText } from '../../../../base/storable.ts'
import type { ImportRemark } from '../contract/exchange.ts'
import { PlaybookDraft, stepPhases, type Playbook, type PlaybookStep } from '../contract/playbook.ts'
import { recordOf, type Loose } from './loose.ts'
import { remark } from './remarks.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import { wipes } from './wipes.ts'
import { extensionId, hashField, musterField, workflowHash } from './write-cacao.ts'

/** The playbook in our own extension, where it can be believed, and what is to be said of the extension. */
export interface OwnDocument {
  readonly document?: PlaybookDraft
  readonly remarks: readonly ImportRemark[]
}

/**
 * What we wrote into our own extension: then nothing is lost on the way back. It is taken only while the rest of the
 * file is as we wrote it, since whatever another program changed stands in the workflow alone. The hash is no
 * signature: whoever means harm can make one, so a step that looks as if it wipes is named to the person who imports.
 */
export function ownDocument(
  file: Loose,
  name: string,
  shipped: (kind: PlaybookDraft['id']) => Playbook | undefined = () => undefined,
): OwnDocument {
  const extension = recordOf(recordOf(file['playbook_extensions'])?.[extensionId])
  if (extension?.[musterField] === undefined) return { remarks: [] }
  const lost = (sentence: string) => ({ remarks: [remark('playbook', name, 'lost', sentence)] })
  if (isDeep(file, deepest) || extension[hashField] !== workflowHash(file))
    return lost(
      'This file came from Muster and was changed elsewhere since. Its steps were read as they stand now; what only Muster writes into a file, such as ways back and decisions, was left out.',
    )
  const found = PlaybookDraft.safeParse(extension[musterField])
  if (!found.success || unstorableText(found.data) !== undefined)
    return lost('What Muster wrote into this file is damaged, so its steps were read from the workflow.')
  return { document: found.data, remarks: wiping(found.data, shipped(found.data.id)) }
}

/** Our own files are nine deep; a file that nests without end would exhaust the stack of whoever walks it. */
const deepest = 40

function isDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1))
}

function wiping(document: PlaybookDraft, known: Playbook | undefined): ImportRemark[] {
  const steps = stepPhases.flatMap((phase) => document.phases[phase])
  const same = new Set(stepPhases.flatMap((phase) => known?.phases[phase] ?? []).map(sortedJson))
  return steps
    .filter((step) => !step.destructive && wipes(wordsOf(step)) && !same.has(sortedJson(step)))
    .map(({ id, title }) =>
      remark(
        id,
        title,
        'note',
        'It looks as if it wipes or resets something, and it does not wait for evidence. Look at it before you publish.',
      ),
    )
}

function wordsOf(step: PlaybookStep): string {
  return [step.title, ...step.how, ...Object.values(step.howByPlatform ?? {}).flat()].join('\n')
}
