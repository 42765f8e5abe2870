import { everyItem } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import type { Found } from '../../../../../ui/register/Finder.tsx'
import type { Say } from '../../../../../ui/text.ts'
import { listArticles } from '../../../../prepare/articles/contract.ts'
import { listBackups } from '../../../../prepare/backups/contract/backups.ts'
import { SectionName } from '../../../../prepare/plan/contract/plan.ts'
import { listPlaybooks } from '../../../../prepare/playbooks/contract/reading.ts'
import { listHouseRules } from '../../../../prepare/policies/contract.ts'
import { listRisks } from '../../../../prepare/risks/contract.ts'
import { listAssets } from '../../../../register/assets/contract.ts'
import { listContacts } from '../../../../register/contacts/contract/contacts.ts'
import { listContracts } from '../../../../register/vendors/contract/contracts.ts'
import { listRoleCards } from '../../../../respond/incidents/contract/roles.ts'
import type { TargetKind } from '../../contract/words.ts'

/** So many are shown for a few letters; whoever does not see theirs writes one more. */
const most = 20

/** What of a kind could be changed, by a few letters of its name. */
export async function findTargets(
  kind: TargetKind,
  { q, text }: { readonly q: string; readonly text: Say },
): Promise<readonly Found[]> {
  const found = await finders[kind](q, text)
  const wanted = q.trim().toLowerCase()
  return found.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, most)
}

type Find = (q: string, text: Say) => Promise<readonly Found[]>
const named = (id: string, name: string, more = ''): Found => ({ id, name, more })
const asked = (q: string) => ({ limit: most, ...(q.trim() !== '' && { q: q.trim() }) })

const finders: Readonly<Record<TargetKind, Find>> = {
  plan: async (_q, text) => SectionName.options.map((key) => named(key, text(`section.${key}`))),
  playbook: async () =>
    (await everyItem(listPlaybooks, {})).map(({ key, plainTitle, title }) => named(key, plainTitle || title)),
  policy: async () => (await everyItem(listHouseRules, {})).map(({ id, name }) => named(id, name)),
  control: async (_q, text) => [named('network', text('target.network'))],
  risk: async (q) => (await call(listRisks, asked(q))).items.map(({ id, name }) => named(id, name)),
  contract: async (q) =>
    (await call(listContracts, asked(q))).items.map(({ id, name, vendor }) => named(id, name, vendor)),
  contact: async (q) => (await call(listContacts, asked(q))).items.map(({ id, name }) => named(id, name)),
  role_card: async (_q, text) =>
    (await call(listRoleCards, {})).items.map(({ role, name }) => named(role, name || text(`role.${role}`))),
  backup: async (q) => (await call(listBackups, asked(q))).items.map(({ id, name }) => named(id, name)),
  article: async (q) => (await call(listArticles, asked(q))).items.map(({ id, title }) => named(id, title)),
  asset: async (q) =>
    (await call(listAssets, asked(q))).items.map(({ id, name, place }) => named(id, name, place)),
}
