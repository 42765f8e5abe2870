import { scimPath } from '../../../base/scim-path.ts'
import { refuse } from '../../../base/refusal.ts'
import { unstorableText } from '../../../base/storable.ts'
import { asSystem, type House } from '../../../platform/action.ts'
import type { ScimAnswer, ScimAsked, ScimDoor } from '../../../platform/scim/serve.ts'
import type { Holdings } from '../people/public/holdings.ts'
import { changeGroup, createGroup, deleteGroup, getGroup, listGroups } from './actions/scim-groups.ts'
import type { Desk } from './actions/scim-desk.ts'
import { changeUser, createUser, deleteUser, getUser, listUsers } from './actions/scim-users.ts'
import { hashOf } from './actions/settings.ts'
import { providerConfig, resourceTypes, schemas } from './content/described.ts'
import { readPatch, readResource, type Change } from './rules/patch.ts'
import { listOf } from './rules/resources.ts'
import { findKey } from './store.ts'

interface Kind {
  readonly list: (desk: Desk) => Promise<object>
  readonly get: (desk: Desk, id: string) => Promise<object>
  readonly create: (desk: Desk, changes: readonly Change[]) => Promise<object>
  readonly change: (desk: Desk, id: string, changes: readonly Change[]) => Promise<object>
  readonly remove: (desk: Desk, id: string) => Promise<void>
}

const kinds: Readonly<Record<string, Kind>> = {
  Users: { list: listUsers, get: getUser, create: createUser, change: changeUser, remove: deleteUser },
  Groups: { list: listGroups, get: getGroup, create: createGroup, change: changeGroup, remove: deleteGroup },
}

/** Where a directory comes in. Each request is one transaction, on the record under the name of the key. */
export function scimDoorWith({ heldBy }: Holdings): ScimDoor {
  return {
    async answer(house, asked) {
      const known = await findKey(house, hashOf(asked.secret))
      if (known === undefined)
        refuse('unauthenticated', 'This provisioning key is not valid. It may have ended.')
      if (unstorableText(asked.body) !== undefined || unstorableText(asked.query) !== undefined)
        refuse('invalid', 'This holds a character that cannot be kept.', {
          status: 400,
          reason: 'invalidValue',
        })
      const base = house.services.config.url + scimPath
      return described(asked, base) ?? act(house, known, { asked, base, heldBy })
    },
  }
}

/** What is the same for everybody. */
function described({ method, path }: ScimAsked, base: string): ScimAnswer | undefined {
  const [first = '', id, ...rest] = path
  const all =
    first === 'ResourceTypes' ? resourceTypes(base) : first === 'Schemas' ? schemas(base) : undefined
  const isOne = first === 'ServiceProviderConfig' && id === undefined
  if (rest.length > 0 || (all === undefined && !isOne)) return undefined
  if (method !== 'GET') return refuseMethod()
  if (all === undefined) return { status: 200, body: providerConfig(base) }
  if (id === undefined) return { status: 200, body: listOf(all, all.length) }
  const found = all.find((one) => one.id.toLowerCase() === id.toLowerCase())
  return { status: 200, body: found ?? refuse('not_found', 'There is nothing of this name.') }
}

async function act(
  house: House,
  key: { readonly tenantId: string; readonly name: string },
  { asked, base, heldBy }: Holdings & { readonly asked: ScimAsked; readonly base: string },
): Promise<ScimAnswer> {
  const { method, path, query, body, ifMatch } = asked
  const [first = '', id, ...rest] = path
  const kind = Object.hasOwn(kinds, first) ? kinds[first] : undefined
  if (kind === undefined || rest.length > 0 || id === '')
    refuse('not_found', 'There is nothing at this address.')
  const changes =
    method === 'PATCH' ? readPatch(body) : method === 'POST' || method === 'PUT' ? readResource(body) : []
  return asSystem(house, key.tenantId, `${key.name} (SCIM)`, async (context) => {
    const desk: Desk = { context, base, query, ifMatch, heldBy }
    if (id === undefined) {
      if (method === 'GET') return { status: 200, body: await kind.list(desk) }
      return method === 'POST' ? { status: 201, body: await kind.create(desk, changes) } : refuseMethod()
    }
    if (method === 'GET') return { status: 200, body: await kind.get(desk, id) }
    if (method === 'POST') return refuseMethod()
    if (method !== 'DELETE') return { status: 200, body: await kind.change(desk, id, changes) }
    await kind.remove(desk, id)
    return { status: 204 }
  })
}

function refuseMethod(): never {
  refuse('invalid', 'This address does not take this.', { status: 405 })
}
