/** Whether the model may be asked: an owner's yes is for the server and the model that they were shown. */
import type { Model } from '../contract.ts'

export function consentState(
  chosen: { readonly host: string; readonly name: string } | undefined,
  consent: { readonly isOn: boolean; readonly host: string; readonly model: string } | undefined,
): Model['state'] {
  if (chosen === undefined) return 'none'
  if (consent === undefined || !consent.isOn) return 'off'
  return consent.host === chosen.host && consent.model === chosen.name ? 'on' : 'changed'
}
