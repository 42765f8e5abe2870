import { tlpLabel } from '../../../../base/tlp.ts'
import { action, doorAction, type Download } from '../../../../platform/action.ts'
import { makeBundle as bundleOf } from '../../../../platform/ledger/bundle.ts'
import { readVerifierKey } from '../../../../platform/ledger/checkpoint.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/evidence.ts'

export const bundle = action(contract.makeBundle, async (context, { id }): Promise<Download> => {
  const { number, tlp } = await incidentFor(context, id)
  const text = await context.recordNow(({ signer, fields }) =>
    bundleOf(context.tx.$client, signer, {
      stream: id,
      fields: { ...fields, incident: number, tlp },
      now: context.now,
    }),
  )
  const mark = tlpLabel(tlp).replaceAll(/[:+]/g, '-')
  return download(`INC-${number}-${mark}-bundle.json`, 'application/json', text)
})

export const ledgerKey = action(contract.readLedgerKey, async (context): Promise<Download> => {
  const key = await readVerifierKey(context.tx.$client, context.services.signer)
  return download('muster-ledger.pub', 'text/plain; charset=utf-8', `${key}\n`)
})

/** The stand-alone verifier, as it was built with this program. */
export const verifier = doorAction(contract.readVerifier, async ({ house }): Promise<Download> =>
  download('muster-verify.mjs', 'text/javascript', await house.services.readVerifier()),
)

function download(name: string, mediaType: string, text: string): Download {
  const body = Buffer.from(text)
  return { name, mediaType, size: body.length, open: async () => body }
}
