import { useEffect, useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { nextAddress } from '../../../../../ui/identity.ts'
import { BrandMark } from '../../../../../ui/marks/BrandMark.tsx'
import { outside } from '../../../../../ui/plain/outside.tsx'
import { keptLook, type Look } from '../../../../../ui/sign-in-look.ts'
import { tenantOf } from '../../../../../ui/tenant.ts'
import { findSignInLook } from '../../contract/own-accounts.ts'

/** Whose door this is: known from the address that somebody wanted to open, and shown as far as its owner lets it be. */
export function SignInLook() {
  const [slug] = useState(() => tenantOf(nextAddress(location.search, location.origin).split('?')[0] ?? ''))
  const [look, setLook] = useState<Look | undefined>(() => keptLook(slug))
  useEffect(() => {
    if (look !== undefined || slug === undefined) return
    call(findSignInLook, { slug }, outside).then(
      ({ look: found }) => found !== null && setLook({ slug, ...found }),
      // A door without colours opens as well.
      () => undefined,
    )
  }, [look, slug])
  if (look === undefined) return null
  const { colour, letters } = look
  return (
    <>
      <BrandMark brand={{ name: '', colour, mark: letters }} /> <span>{look.slug}</span>
    </>
  )
}
