import { randomUUID } from 'node:crypto'
import type { TestHouse } from './house.ts'

/** A tenant with an empty ledger and nobody in it: enough for tests of the floor below the rooms. */
export async function startTenant({ house }: Pick<TestHouse, 'house'>): Promise<string> {
  const id = randomUUID()
  await house.wall.inTenant(id, async ({ $client }) => {
    await $client.query(
      `insert into app.tenant (tenant_id, slug, name, country, time_zone, size, sector, created_at)
       values ($1, $2, 'Firm', 'AT', 'Europe/Vienna', '1-9', 'other', now())`,
      [id, `firm-${id.slice(0, 8)}`],
    )
    await $client.query(
      `insert into app.log (id, epoch, size, edge, last_at, audit_stream, intake_stream) values ($1, 1, 0, '', 'epoch', $2, $3)`,
      [randomUUID(), randomUUID(), randomUUID()],
    )
  })
  return id
}
