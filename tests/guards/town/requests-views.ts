import { randomUUID } from 'node:crypto'
import { plain, text } from './building.ts'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

const list = '/incidents'

/** A view that everybody sees and with which the list opens for whoever made it, with the marker in it. */
export async function furnishView(act: Act, marker: string): Promise<string> {
  const given = { list, name: marker, filter: { q: marker }, isShared: true, isOpening: true }
  return String((await act('saveView', given))['id'])
}

/** One of the asker's own, as if they had saved it: nobody else may change it. */
async function ownView({ house, company, asker }: Site): Promise<string> {
  const id = randomUUID()
  await house.wall.inTenant(company.tenantId, ({ $client }) =>
    $client.query(
      `insert into app.saved_view (id, list, name, filter, maker_id, is_shared, saved_at) values ($1, $2, $3, '{}', $4, false, now())`,
      [id, list, id, asker],
    ),
  )
  return id
}

function onView(rest: Record<string, unknown> = {}): Example {
  return {
    fresh: async (site) => ({ input: { id: await ownView(site), ...rest } }),
    standing: ({ ids }) => ({ input: { id: ids.view, ...rest } }),
  }
}

export const viewExamples: Readonly<Record<string, Example>> = {
  searchEverything: plain(() => ({ q: text })),
  readViews: plain(() => ({ list })),
  saveView: {
    fresh: () => ({ input: { list: '/signals', name: randomUUID(), filter: { q: text } } }),
    standing: () => ({ input: { list, name: randomUUID(), filter: { q: text } } }),
  },
  changeView: onView({ filter: { q: text } }),
  removeView: onView(),
}
