import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { newBackupRecipient, placeBackupRecipient } from '../../../../platform/backup/recipient.ts'
import { tenantIds } from '../../../../platform/jobs/jobs.ts'
import * as contract from '../contract/recovery-sheet.ts'
import { recoverySheet } from '../documents/recovery-sheet.ts'
import { getOrganisation, listMemberships } from '../store/organisation.ts'

export const makeRecoverySheet = action(contract.makeRecoverySheet, async (context) => {
  const { services, typesetter, actor, now } = context
  if (!(await ownsAll(context)))
    refuse(
      'conflict',
      'This installation holds several organisations, and the secret opens the backups of all. Whoever runs the server makes it there: muster backup --new-recipient',
      { reason: 'several_organisations' },
    )
  const { name } = await getOrganisation(context)
  const { recipient, identity } = await newBackupRecipient()
  context.record({ stream: 'audit', kind: 'backup.recipient', fields: { recipient } })
  const sheet = recoverySheet({
    organisation: name,
    address: services.config.url,
    owner: actor.name,
    backupRecipient: recipient,
    backupSecret: identity,
    madeAt: now,
  })
  return {
    name: 'recovery-sheet.pdf',
    mediaType: 'application/pdf',
    // Placed when the sheet is ready to be handed over: no backup may wait for a secret that nobody was shown.
    open: async () => {
      const pdf = await typesetter.typeset(sheet)
      await placeBackupRecipient(services.config.keysFolder, recipient)
      return pdf
    },
  }
})

/** A backup holds every organisation of the installation: its secret is for who owns them all, the demo company included. */
async function ownsAll(context: Context): Promise<boolean> {
  const { actor, tenantId } = context
  const others = (await tenantIds(context)).filter((id) => id !== tenantId)
  if (others.length === 0) return true
  if (actor.kind !== 'member') return false
  const owned = (await listMemberships(context, actor.userId)).filter(({ role }) => role === 'owner')
  return others.every((id) => owned.some((one) => one.tenantId === id))
}
