/** The two messages that a browser makes of a passkey: `PublicKeyCredential.toJSON()` of WebAuthn level 3. */
import * as z from 'zod'

const longestField = 64 * 1024
const Base64Url = z
  .string()
  .max(longestField)
  .regex(/^[A-Za-z0-9_-]*$/, 'must be base64url')
const CredentialId = Base64Url.min(1).max(1400)
const Transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])
const common = {
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  // Answers to extensions we did not ask for; read by nobody, so not kept either.
  clientExtensionResults: z
    .unknown()
    .optional()
    .transform(() => ({})),
}

/** What `navigator.credentials.get` answers. Further members of newer browsers are left out. */
export const PasskeyAssertion = z.object({
  ...common,
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.nullish().transform((handle) => handle ?? undefined),
  }),
})
export type PasskeyAssertion = z.output<typeof PasskeyAssertion>

/** What `navigator.credentials.create` answers. Further members are left out. */
export const PasskeyAttestation = z.object({
  ...common,
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(Transport).max(10).optional().catch(undefined),
  }),
})
export type PasskeyAttestation = z.output<typeof PasskeyAttestation>
