import * as z from 'zod'
import { Playbook } from '../contract/playbook.ts'
import written from './playbooks.json' with { type: 'json' }

/** All playbooks that ship, in order of kind. Made from the YAML beside it by `node tools/content.mjs`. */
export const playbooks: readonly Playbook[] = z.array(Playbook).parse(written)

/** The one for this kind, `something-odd` for `other`; undefined for the key of an organisation's own. */
export function shippedPlaybook(key: string): Playbook | undefined {
  const wanted = key === 'other' ? 'something-odd' : key
  return playbooks.find((playbook) => playbook.id === wanted)
}
