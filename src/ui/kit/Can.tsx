import type { ReactNode } from 'react'
import type { Permission } from '../../base/permissions.ts'
import { useMay } from '../session.ts'

interface CanProps {
  readonly permission: Permission
  /** The `can` of an answer, where the server has decided for this one thing; else what the person may do in general. */
  readonly of?: Readonly<Record<string, boolean>>
  readonly children: ReactNode
  readonly otherwise?: ReactNode
}

/** Shows what a person may do, and nothing that the server would refuse anyway. */
export function Can({ permission, of, children, otherwise = null }: CanProps) {
  const mayByRole = useMay(permission)
  return (of ? of[permission] === true : mayByRole) ? children : otherwise
}
