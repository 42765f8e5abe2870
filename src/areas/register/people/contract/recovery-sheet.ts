import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'

export const makeRecoverySheet = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'makeRecoverySheet',
  method: 'POST',
  path: '/recovery-sheet',
  permission: 'tenant.manage',
  input: z.strictObject({}),
  output: z.any(),
  summary:
    'A new secret for backups, on a PDF to print; backups made before open with their own secret alone',
})
