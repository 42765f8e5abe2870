import * as z from 'zod'
import { Playbook } from '../contract.ts'
import written from './playbooks.json' with { type: 'json' }

/** All playbooks that ship, in order of kind. Made from the YAML beside it by `node tools/content.mjs`. */
export const playbooks: readonly Playbook[] = z.array(Playbook).parse(written)
