import type { RoleReadiness } from './skills.ts'

/** What of training would fail today. */
export interface TrainingStanding {
  readonly training: {
    /** Roles in an incident held by somebody whose training for it does not count today, with what is missing. */
    readonly roles: readonly Pick<RoleReadiness, 'role' | 'roleName' | 'person' | 'courses'>[]
    readonly skills: readonly {
      readonly name: string
      readonly risk: 'nobody' | 'alone'
      /** Who has it, where one has. */
      readonly holder: string
    }[]
  }
}
