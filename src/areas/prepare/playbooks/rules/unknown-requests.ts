import type { ImportRemark } from '../contract/exchange.ts'
import type { PlaybookDraft } from '../contract/playbook.ts'
import { remark } from './remarks.ts'

/** A connection belongs to an organisation: its secret and its switch are not in the file. */
export function unknownRequests(
  { phases }: PlaybookDraft,
  connections: ReadonlySet<string> = new Set(),
): ImportRemark[] {
  return Object.values(phases)
    .flat()
    .flatMap(({ id, title, connection }) =>
      connection === undefined || connections.has(connection.id)
        ? []
        : [
            remark(
              id,
              title,
              'lost',
              `It runs the request “${connection.name}”, which is not defined here. Choose one of your connections in this step.`,
            ),
          ],
    )
}
