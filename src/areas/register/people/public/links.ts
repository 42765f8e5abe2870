import type { Context } from '../../../../platform/action.ts'

/** The address that a person opens to accept an invitation or to come back. */
export function invitationUrl(
  { services }: Pick<Context, 'services'>,
  { token }: { readonly token: string },
): string {
  return `${services.config.url}/invitation/${token}`
}
