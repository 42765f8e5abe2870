import { useText } from '../../../../../ui/text.ts'

/** What a role is called here: in the organisation's own words, else as it ships. */
export function useRoleName(): (role: { readonly role: string; readonly name: string }) => string {
  const text = useText('grading')
  return ({ role, name }) => (name === '' ? text(`who.${role}`) : name)
}
