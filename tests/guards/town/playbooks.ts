import type { Act } from './company.ts'

async function* chunks(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text)
}

const uuid = '00000000-0000-4000-8000-000000000001'

/** A CACAO playbook of one step. */
export function cacaoFile(marker: string): string {
  return JSON.stringify({
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: `playbook--${uuid}`,
    name: `Playbook ${marker}`,
    created_by: `identity--${uuid}`,
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    workflow_start: `start--${uuid}`,
    workflow: {
      [`start--${uuid}`]: { type: 'start', on_completion: `action--${uuid}` },
      [`action--${uuid}`]: {
        type: 'action',
        name: `Look ${marker}`,
        commands: [{ type: 'manual', command: marker }],
        agent: `group--${uuid}`,
        on_completion: `end--${uuid}`,
      },
      [`end--${uuid}`]: { type: 'end' },
    },
  })
}

/** A list of one known exploited hole. */
function kevFile(marker: string): string {
  const hole = { cveID: 'CVE-2024-3400', vulnerabilityName: `Hole ${marker}`, dateAdded: '2024-04-12' }
  return JSON.stringify({ catalogVersion: '1.0', vulnerabilities: [hole] })
}

/** A COUN7ER of one countermeasure. */
export function coun7erFile(marker: string): string {
  const item = { id: 'CM0001', name: `Measure ${marker}`, techniques: [{ tech_id: 'T1486' }], content: '' }
  return JSON.stringify({ id: 'coun7er', version: '1.0', items: [item] })
}

function attackFile(marker: string): string {
  return JSON.stringify({
    type: 'bundle',
    objects: [
      {
        type: 'attack-pattern',
        name: `Technique ${marker}`,
        external_references: [{ source_name: 'mitre-attack', external_id: 'T1486' }],
      },
    ],
  })
}

/** One more playbook of the organisation's own, imported, with a draft. */
export async function importedPlaybook(act: Act, marker: string): Promise<string> {
  const input = { as: 'ransomware', name: `${marker}.json` }
  const made = await act('importCacao', input, { upload: { body: chunks(cacaoFile(marker)) } })
  return String(made['key'])
}

/** The same, published as version 1, and with a further draft at revision 3. */
export async function publishedPlaybook(act: Act, marker: string): Promise<string> {
  const kind = await importedPlaybook(act, marker)
  const { draft } = await act('readWorkshop', { kind })
  await act('publishPlaybook', { kind, revision: 1, note: marker })
  await act('saveDraft', { kind, revision: 2, document: draft })
  return kind
}

/** Profile, lists and a playbook of their own; answers the playbook. */
export async function furnishPlaybooks(act: Act, marker: string): Promise<string> {
  await act('changeProfile', { platforms: ['windows'], traits: { card_payments: 'no' } })
  const attack = { name: `${marker}.json`, version: '18.1' }
  await act('importKnowledge', attack, { upload: { body: chunks(attackFile(marker)) } })
  await act('importKnowledge', { name: `${marker}.json` }, { upload: { body: chunks(coun7erFile(marker)) } })
  await act('importKnowledge', { name: `${marker}.json` }, { upload: { body: chunks(kevFile(marker)) } })
  return publishedPlaybook(act, marker)
}
