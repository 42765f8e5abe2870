import { chatExamples } from './requests-chat.ts'
import { connectionExamples } from './requests-connections.ts'
import { mailExamples } from './requests-mail.ts'
import { newsExamples } from './requests-news.ts'
import type { Example } from './requests.ts'
import { outsideExamples } from './requests-outside.ts'
import { ldapExamples, provisioningExamples } from './requests-provisioning.ts'
import { signOnExamples } from './requests-sign-on.ts'
import { suggestionExamples } from './requests-suggestions.ts'
import { statementExamples } from './requests-statements.ts'
import { telephoneExamples } from './requests-telephone.ts'
import { threatExamples } from './requests-threats.ts'

/** What goes to people and programs outside this one, and what comes back from them. */
export const beyondExamples: Readonly<Record<string, Example>> = {
  ...newsExamples,
  ...connectionExamples,
  ...suggestionExamples,
  ...signOnExamples,
  ...provisioningExamples,
  ...ldapExamples,
  ...chatExamples,
  ...telephoneExamples,
  ...mailExamples,
  ...statementExamples,
  ...outsideExamples,
  ...threatExamples,
}
