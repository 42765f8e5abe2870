import { prove, set } from '../../areas/register/sign-on/actions/settings.ts'
import type { Diary } from './diary.ts'

/** A provider that was connected last week and waits for its trial, and the domain whose record is not there yet. */
export function writeSignOn(diary: Diary): void {
  diary.on(6, (act) => act(prove, { domain: 'harbour-bakery.example' }))
  diary.on(6, (act) =>
    act(set, {
      ...{ kind: 'entra', name: 'Microsoft', factor: 'ours', joins: true, isOnly: false, version: 0 },
      issuer: 'https://login.microsoftonline.com/3f0c6a54-7a0f-4c39-9a54-6f1f0f0e8d21/v2.0',
      clientId: '5d8a1c2e-90a4-4a63-8f0e-1d2f3a4b5c6d',
      secret: 'a secret of the demo, good for nothing',
    }),
  )
}
