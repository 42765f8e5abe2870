import { asSystem } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import type { Holdings } from '../people/public/holdings.ts'
import { readOnce } from './actions/ldap.ts'
import { findLdap } from './store.ts'

/** Each hour the directory is read, where an owner switched that on. */
export function ldapJobWith({ heldBy }: Holdings): TenantJob {
  return {
    name: 'provisioning.ldap',
    cron: '23 * * * *',
    run: async () => undefined,
    // Between transactions: a directory may take its time.
    async after(house, tenantId) {
      const separately = <T>(work: Parameters<typeof asSystem<T>>[3]) =>
        asSystem(house, tenantId, 'Directory (LDAP)', work)
      const row = await separately(findLdap)
      if (row?.isOn === true)
        await readOnce({ services: house.services, separately, heldBy }, { isTrial: false })
    },
  }
}
